"""The forms before sign-in, as plain functions of their state."""

from __future__ import annotations

import flet as ft

from services.errors import ErrorKind
from views.design import SPACE, TARGET, icons, notice, primary_button, soft_button, text, text_button
from views.sign_in.fields import email_field, password_field
from views.sign_in.presenter import SignInActions, SignInState
from views.text import _
from views.text.errors import told_elsewhere


def trouble_notice(kind: ErrorKind, on_retry: object) -> ft.Control:
    """The city or the network: said so that nobody doubts their password. Keyed: what stands around it stays."""
    sentence = told_elsewhere(kind).sentence
    if kind is ErrorKind.CITY_DOWN:
        sentence = _("La ville ne répond pas. Votre mot de passe n'est pas en cause.")
    elif kind is ErrorKind.OFFLINE:
        sentence = _("Pas de réseau. Votre mot de passe n'est pas en cause.")
    action = on_retry if callable(on_retry) else None
    told_so = notice("amber", sentence, _("Réessayer") if action else None, action, icon=icons.OFFLINE, live=True)
    told_so.key = "trouble"
    return told_so


def sign_in_form(state: SignInState, act: SignInActions) -> ft.Control:
    """E-mail, password, « Se connecter », the demonstration family, the forgotten password."""
    rows: list[ft.Control] = [
        email_field(state.email, on_submit=act.submit, error=state.email_error, autofocus=True),
        password_field(
            state.password, shown=state.shown, on_show=act.show, on_submit=act.submit, error=state.password_error
        ),
    ]
    if state.trouble is not None:
        rows.append(trouble_notice(state.trouble, act.submit))
    rows.append(primary_button(_("Se connecter"), act.submit, busy=state.busy, height=TARGET.primary))
    if state.can_try:
        rows.append(
            soft_button(
                _("Essayer avec la famille de démonstration"),
                act.try_demonstration,
                busy=state.trying,
                height=TARGET.primary - SPACE.hair,
            )
        )
    rows.append(
        ft.Row(
            [text_button(_("Mot de passe oublié ?"), lambda: act.forget(True))], alignment=ft.MainAxisAlignment.CENTER
        )
    )
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def forgotten_form(state: SignInState, act: SignInActions) -> ft.Control:
    """The e-mail to which a link is sent; the same answer whether the city knows it or not."""
    if state.sent:
        rows: list[ft.Control] = [
            text(_("Regardez vos e-mails"), "h2", heading=2),
            text(
                _(
                    "Si cette adresse est connue de la ville, un lien vient d'y être envoyé. Il sert une fois, pendant "
                    "30 minutes."
                ),
                "body",
                "ink_soft",
            ),
            primary_button(_("Revenir à la connexion"), lambda: act.forget(False), height=TARGET.primary),
        ]
    else:
        rows = [
            text(_("Mot de passe oublié"), "h2", heading=2),
            text(_("Nous vous envoyons un lien pour en choisir un autre."), "body", "ink_soft"),
            email_field(state.email, on_submit=act.ask, error=state.email_error, autofocus=True),
        ]
        if state.ask_trouble is not None:
            rows.append(trouble_notice(state.ask_trouble, act.ask))
        rows += [
            primary_button(_("Recevoir le lien"), act.ask, busy=state.asking, height=TARGET.primary),
            ft.Row(
                [text_button(_("Revenir à la connexion"), lambda: act.forget(False))],
                alignment=ft.MainAxisAlignment.CENTER,
            ),
        ]
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
