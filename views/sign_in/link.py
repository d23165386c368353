"""The pages of the links in the mails: choose a new password, or the first one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.errors import ErrorKind
from views.design import SPACE, TARGET, failure_card, icons, primary_button, text
from views.sign_in.fields import password_field
from views.sign_in.form import credentials_error, network_error
from views.sign_in.frame import sign_in_frame
from views.sign_in.screen import trouble_notice
from views.state import Ready, Typed, navigate, screen, use_layout, use_mutation, use_portal, use_query, use_typed
from views.state.navigation import HOME
from views.text import _
from views.text.errors import told

SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class LinkState:
    invitation: bool
    password: Typed
    shown: bool
    busy: bool
    error: str | None
    trouble: ErrorKind | None
    done: bool


@dataclass(frozen=True, slots=True)
class LinkActions:
    show: Callable[[], None]
    submit: Callable[[], Awaitable[Any]]
    leave: Callable[[], None]


@screen
def LinkPage(token: str, *, invitation: bool) -> ft.Control:
    portal = use_portal()
    town, _refresh = use_query(portal.town, [])
    password = use_typed()
    shown, set_shown = ft.use_state(False)
    too_short, set_too_short = ft.use_state(False)

    async def choose(chosen: str) -> bool:
        if invitation:
            await portal.accept_invitation(token, chosen)
        else:
            await portal.reset_password(token, chosen)
        return True

    choosing = use_mutation(choose)

    async def submit() -> None:
        chosen = password.text()
        set_too_short(len(chosen) < SHORTEST_PASSWORD)
        if len(chosen) >= SHORTEST_PASSWORD and await choosing.run(chosen) and invitation:
            navigate(HOME)

    error = told(ErrorKind.WEAK_PASSWORD).sentence if too_short else credentials_error(choosing.error)
    state = LinkState(
        invitation, password, shown, choosing.busy, error, network_error(choosing.error), choosing.result is True
    )
    actions = LinkActions(lambda: set_shown(not shown), submit, _go_home)
    known = town.value if isinstance(town, Ready) else None
    return sign_in_frame(
        use_layout(),
        known.name if known else "",
        link_form(state, actions),
        demonstration=known is not None and known.demonstration,
    )


def _go_home() -> None:
    navigate(HOME)


def link_form(state: LinkState, act: LinkActions) -> ft.Control:
    """The form of a link, what became of it, or why the link no longer serves."""
    if state.trouble is ErrorKind.LINK_EXPIRED:
        return failure_card(
            told(ErrorKind.LINK_EXPIRED).sentence, _("Revenir à la connexion"), act.leave, icon=icons.LOCK
        )
    if state.done and not state.invitation:
        rows: list[ft.Control] = [
            text(_("Votre mot de passe est changé"), "h2", heading=2),
            text(_("Connectez-vous avec le nouveau. Vos autres appareils devront le faire aussi."), "body", "ink_soft"),
            primary_button(_("Se connecter"), act.leave, height=TARGET.primary),
        ]
    else:
        rows = [
            text(_("Bienvenue") if state.invitation else _("Nouveau mot de passe"), "h2", heading=2),
            text(
                _("Choisissez un mot de passe : 12 caractères au moins, une phrase convient très bien."),
                "body",
                "ink_soft",
            ),
            password_field(
                state.password,
                shown=state.shown,
                on_show=act.show,
                on_submit=act.submit,
                error=state.error,
                new=True,
                autofocus=True,
                label=_("Nouveau mot de passe"),
            ),
        ]
        if state.trouble is not None:
            rows.append(trouble_notice(state.trouble, act.submit))
        label = _("Ouvrir mon compte") if state.invitation else _("Changer de mot de passe")
        rows.append(primary_button(label, act.submit, busy=state.busy, height=TARGET.primary))
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
