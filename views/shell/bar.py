"""The phone's navigation bar."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.design import ICON, RADIUS, SPACE, TARGET, button_style, choice_button, colour, text, text_scale
from views.design.components.text import sized
from views.design.look import text_factor
from views.shell.destinations import ON_THE_PHONE, Destination
from views.shell.unread import Unread, counted

#: How wide a letter of the labels is at most on average, against their size.
_LETTER = 0.52


def navigation_bar(path: str, on_go: Callable[[str], None], unread: Unread, width: float) -> ft.Control:
    """One button per destination, the current one selected; `on_go` is given its route, `width` is the window's."""
    size = label_size(width)
    row = ft.Row([_item(place, place.holds(path), on_go, unread, size) for place in ON_THE_PHONE], spacing=0)
    return ft.Container(
        ft.SafeArea(
            ft.Container(row, padding=ft.Padding.only(top=SPACE.small, bottom=SPACE.small)),
            avoid_intrusions_top=False,
            minimum_padding=0,
        ),
        bgcolor=colour("surface"),
        border=ft.Border.only(top=ft.BorderSide(1, colour("line"))),
    )


def label_size(width: float) -> float:
    """The size at which the longest label stands in its part of the window whole."""
    device = text_scale() / text_factor()
    room = width / len(ON_THE_PHONE) - SPACE.tiny
    longest = max(len(place.label) for place in ON_THE_PHONE)
    return min(sized("nav"), round(room / (longest * _LETTER) / device, 2))


def _item(place: Destination, here: bool, on_go: Callable[[str], None], unread: Unread, size: float) -> ft.Control:
    ink = "on_primary_soft" if here else "ink_soft"
    label = text(place.label, "nav", "ink" if here else "ink_soft", text_align=ft.TextAlign.CENTER, no_wrap=True)
    if isinstance(label, ft.Text) and size < sized("nav"):
        label.size = size
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
            label,
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
