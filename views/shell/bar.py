"""The phone's navigation bar."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.design import ICON, RADIUS, SPACE, TARGET, button_style, choice_button, colour, text
from views.shell.destinations import ON_THE_PHONE, Destination
from views.shell.unread import Unread, counted


def navigation_bar(path: str, on_go: Callable[[str], None], unread: Unread) -> ft.Control:
    """One button per destination, the current one selected; `on_go` is given its route."""
    row = ft.Row([_item(place, place.holds(path), on_go, unread) for place in ON_THE_PHONE], spacing=0)
    return ft.Container(
        ft.SafeArea(
            ft.Container(row, padding=ft.Padding.only(top=SPACE.small, bottom=SPACE.small)),
            avoid_intrusions_top=False,
            minimum_padding=0,
        ),
        bgcolor=colour("surface"),
        border=ft.Border.only(top=ft.BorderSide(1, colour("line"))),
    )


def _item(place: Destination, here: bool, on_go: Callable[[str], None], unread: Unread) -> ft.Control:
    ink = "on_primary_soft" if here else "ink_soft"
    face = ft.Column(
        [
            ft.Container(
                counted(ft.Icon(place.icon, size=ICON, color=colour(ink)), unread.count(place)),
                width=60,
                height=32,
                border_radius=RADIUS.pill,
                bgcolor=colour("primary_soft" if here else "none"),
                alignment=ft.Alignment.CENTER,
            ),
            text(place.label, "nav", "ink" if here else "ink_soft", text_align=ft.TextAlign.CENTER, no_wrap=True),
        ],
        spacing=SPACE.tiny,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        tight=True,
    )
    look = button_style(ink=ink, padding=ft.Padding.all(0), radius=RADIUS.button)
    return choice_button(
        unread.name(place),
        selected=here,
        on_tap=lambda: on_go(place.route),
        content=face,
        style=look,
        expand=True,
        height=TARGET.submit + SPACE.snug,
    )
