"""The way to « Mon agenda », on a page that tells of other things."""

from __future__ import annotations

import flet as ft

from views.design import SPACE, card, icon_tile, icons, large_text, outlined_button, text
from views.state import navigate
from views.state.navigation import AGENDA
from views.text import _


def agenda_entry() -> ft.Control:
    """A card that leads there."""
    head: list[ft.Control] = [] if large_text() else [icon_tile(icons.AGENDA)]
    head.append(text(_("Vos réservations dans votre agenda"), "h2", heading=2, expand=True))
    said = _("Une adresse que l'agenda de votre téléphone ou de votre ordinateur lit tout seul.")
    rows: list[ft.Control] = [
        ft.Row(head, spacing=SPACE.cosy),
        text(said, "small", "ink_soft"),
        outlined_button(_("Mon agenda"), lambda: navigate(AGENDA), icons.AGENDA),
    ]
    column = ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key="agenda")
