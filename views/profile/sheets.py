"""What changes the account: each asks for the password that proves who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from services.errors import ErrorKind, ServiceError
from views.design import SPACE, inline_error, outlined_button, primary_button, text, tick_line
from views.sign_in.fields import email_field, password_field
from views.state import Typed, answering, screen, use_mutation, use_portal, use_typed
from views.text import _
from views.text.errors import told, told_error

SHORTEST_PASSWORD = 12


@screen
def EmailSheet(close: Callable[[], None]) -> ft.Control:
    portal = use_portal()
    email, password = use_typed(), use_typed()
    sending = use_mutation(answering(portal.profile.ask_email_change))
    mistyped, set_mistyped = ft.use_state(False)
    wrong = _("Vérifiez cette adresse : elle ressemble à nom@exemple.fr.") if mistyped else None

    async def submit() -> None:
        set_mistyped(not _is_address(email.text()))
        if _is_address(email.text()) and password.text():
            await sending.run(email.text().strip(), password.text())

    if sending.result:
        said = _("Un lien part à la nouvelle adresse. Elle servira dès que vous l'aurez ouvert.")
        return _done(said, close)
    rows = [
        text(_("Un lien y sera envoyé. Tant que vous ne l'avez pas ouvert, rien ne change."), "body", "ink_soft"),
        email_field(email, error=wrong or _kind_said(sending.error, ErrorKind.EMAIL_USED), autofocus=True),
        _proof(password, submit, sending.error),
        *_elsewhere(sending.error, ErrorKind.EMAIL_USED),
        primary_button(_("Envoyer le lien"), submit, busy=sending.busy),
    ]
    return _column(rows)


@screen
def PasswordSheet(close: Callable[[], None]) -> ft.Control:
    portal = use_portal()
    password, chosen = use_typed(), use_typed()
    shown, set_shown = ft.use_state(False)
    others, set_others = ft.use_state(True)
    too_short, set_too_short = ft.use_state(False)

    async def change(known: str, new: str) -> bool:
        await portal.profile.change_password(known, new, sign_out_others=others)
        return True

    changing = use_mutation(change)

    async def submit() -> None:
        set_too_short(len(chosen.text()) < SHORTEST_PASSWORD)
        if password.text() and len(chosen.text()) >= SHORTEST_PASSWORD:
            await changing.run(password.text(), chosen.text())

    if changing.result:
        return _done(_("Votre mot de passe est changé."), close)
    weak = told(ErrorKind.WEAK_PASSWORD).sentence if too_short else _kind_said(changing.error, ErrorKind.WEAK_PASSWORD)
    rows = [
        _proof(password, submit, changing.error, label=_("Mot de passe actuel"), autofocus=True),
        password_field(
            chosen,
            shown=shown,
            on_show=lambda: set_shown(not shown),
            on_submit=submit,
            error=weak,
            new=True,
            label=_("Nouveau mot de passe"),
        ),
        text(_("12 caractères au moins, une phrase convient très bien."), "small", "ink_soft"),
        tick_line(_("Déconnecter mes autres appareils"), checked=others, on_tap=lambda: set_others(not others)),
        *_elsewhere(changing.error, ErrorKind.WEAK_PASSWORD),
        primary_button(_("Changer de mot de passe"), submit, busy=changing.busy),
    ]
    return _column(rows)


@screen
def DeletionSheet(close: Callable[[], None]) -> ft.Control:
    portal = use_portal()
    password = use_typed()
    asking = use_mutation(answering(portal.profile.ask_deletion))

    async def submit() -> None:
        if password.text() and await asking.run(password.text()):
            close()

    rows = [
        text(
            _(
                "La ville effacera votre compte et vos données, sauf ce que la loi lui demande de garder. "
                "Les factures restent dues, et vos réservations à venir restent prises."
            ),
            "body",
            "ink_soft",
        ),
        _proof(password, submit, asking.error, autofocus=True),
        *_elsewhere(asking.error),
        outlined_button(_("Demander la suppression"), submit, busy=asking.busy),
    ]
    return _column(rows)


def _proof(
    typed: Typed,
    submit: Callable[[], Any],
    error: ServiceError | None,
    *,
    label: str | None = None,
    autofocus: bool = False,
) -> ft.Control:
    wrong = _kind_said(error, ErrorKind.INVALID_CREDENTIALS, _("Ce n'est pas votre mot de passe."))
    return password_field(
        typed,
        shown=False,
        on_show=None,
        on_submit=submit,
        error=wrong or _kind_said(error, ErrorKind.SLOW_DOWN),
        label=label or _("Votre mot de passe"),
        autofocus=autofocus,
    )


def _kind_said(error: ServiceError | None, kind: ErrorKind, sentence: str | None = None) -> str | None:
    """The sentence of the error if it is of that kind."""
    if error is None or error.kind is not kind:
        return None
    return sentence or told_error(error).sentence


def _elsewhere(error: ServiceError | None, *on_a_field: ErrorKind) -> list[ft.Control]:
    """The sentence of what no field is at fault for."""
    fields = (ErrorKind.INVALID_CREDENTIALS, ErrorKind.SLOW_DOWN, *on_a_field)
    return [] if error is None or error.kind in fields else [inline_error(told_error(error).sentence)]


def _done(said: str, close: Callable[[], None]) -> ft.Control:
    return _column([text(said, "body"), primary_button(_("Terminé"), close)])


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _is_address(typed: str) -> bool:
    name, at, host = typed.strip().partition("@")
    return bool(name and at and "." in host.strip("."))
