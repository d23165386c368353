"""The page of the link that confirms a new e-mail address: opened from a mail, signed in or not."""

from __future__ import annotations

import flet as ft

from services.errors import ErrorKind
from views.design import SPACE, TARGET, failure_card, icons, primary_button, text
from views.sign_in.frame import sign_in_frame
from views.sign_in.screen import trouble_notice
from views.state import Mutation, Ready, navigate, screen, use_layout, use_mutation, use_portal, use_query
from views.state.navigation import HOME
from views.text import _
from views.text.errors import told


@screen
def EmailLinkPage(token: str) -> ft.Control:
    """One tap confirms: a mail program that opens links by itself changes nothing."""
    portal = use_portal()
    town, _refresh = use_query(portal.town, [])

    async def confirm() -> bool:
        await portal.profile.confirm_email_change(token)
        return True

    confirming = use_mutation(confirm)
    known = town.value if isinstance(town, Ready) else None
    return sign_in_frame(
        use_layout(),
        known.name if known else "",
        _form(confirming),
        demonstration=known is not None and known.demonstration,
    )


def _form(confirming: Mutation[bool]) -> ft.Control:
    kind = confirming.error.kind if confirming.error is not None else None
    if kind in (ErrorKind.LINK_EXPIRED, ErrorKind.EMAIL_USED):
        return failure_card(told(kind).sentence, _("Accueil"), _go_home, icon=icons.MAIL)
    if confirming.result:
        rows: list[ft.Control] = [
            text(_("Votre adresse est changée"), "h2", heading=2),
            text(_("C'est avec elle que vous vous connectez désormais."), "body", "ink_soft"),
            primary_button(_("Continuer"), _go_home, height=TARGET.primary),
        ]
    else:
        rows = [
            text(_("Votre nouvelle adresse e-mail"), "h2", heading=2),
            text(_("Confirmez que vous voulez vous connecter avec cette adresse."), "body", "ink_soft"),
        ]
        if kind is not None:
            rows.append(trouble_notice(kind, confirming.run))
        button = primary_button(
            _("Confirmer cette adresse"), confirming.run, busy=confirming.busy, height=TARGET.primary
        )
        rows.append(button)
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _go_home() -> None:
    navigate(HOME)
