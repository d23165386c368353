"""The rail of tablet and desktop: icons, or icons with words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.design import (
    ICON,
    LAYOUT,
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    choice_button,
    colour,
    count_badge,
    icons,
    named,
    text,
)
from views.design.components.brand import brand_mark
from views.design.handling import handler
from views.shell.destinations import DESTINATIONS, Destination
from views.shell.unread import Unread, counted
from views.text import _


def rail(
    path: str, on_go: Callable[[str], None], on_account: Callable[..., Any], unread: Unread, *, wide: bool, town: str
) -> ft.Control:
    """`wide`: 236 px with words, else 80 px; `town` is its name under the app's."""
    places: list[ft.Control] = [_item(place, place.holds(path), on_go, unread, wide=wide) for place in DESTINATIONS]
    account = _account(on_account, wide=wide)
    column = ft.Column(
        [_head(town, wide=wide), *places, ft.Container(expand=True), account],
        spacing=SPACE.tiny,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH if wide else ft.CrossAxisAlignment.CENTER,
    )
    return ft.Container(
        column,
        width=LAYOUT.rail_wide if wide else LAYOUT.rail,
        bgcolor=colour("band"),
        padding=ft.Padding.only(left=SPACE.medium, right=SPACE.medium, top=SPACE.wider, bottom=SPACE.wide),
    )


def _head(town: str, *, wide: bool) -> ft.Control:
    mark: ft.Control = brand_mark(36)
    if wide:
        names = ft.Column(
            [text("Portail Famille", "rail", "on_band", no_wrap=True), text(town, "rail_soft", "on_band_soft")],
            spacing=0,
            tight=True,
            expand=True,
        )
        mark = ft.Row([mark, names], spacing=SPACE.cosy)
    return ft.Container(mark, padding=ft.Padding.only(left=SPACE.snug if wide else 0, bottom=SPACE.roomy))


def _face(icon: ft.IconData, label: str, ink: str, *, wide: bool) -> ft.Control:
    parts: list[ft.Control] = [ft.Icon(icon, size=ICON, color=colour(ink))]
    if wide:
        parts.append(text(label, "rail", ink, expand=True, no_wrap=True))
    alignment = ft.MainAxisAlignment.START if wide else ft.MainAxisAlignment.CENTER
    return ft.Row(parts, spacing=SPACE.medium, alignment=alignment, tight=not wide)


def _item(place: Destination, here: bool, on_go: Callable[[str], None], unread: Unread, *, wide: bool) -> ft.Control:
    ink = "on_accent" if here else "on_band"
    look = button_style(
        fill="accent" if here else "none",
        ink=ink,
        focus="on_band",
        inner_focus=here,
        radius=RADIUS.button,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap if wide else 0),
    )
    face, count = _face(place.icon, place.label, ink, wide=wide), unread.count(place)
    return choice_button(
        unread.name(place),
        selected=here,
        on_tap=lambda: on_go(place.route),
        content=_with_count(face, 0 if here else count, wide=wide),
        style=look,
        height=TARGET.minimum,
        width=None if wide else LAYOUT.rail - 2 * SPACE.medium,
        tooltip=None if wide else ft.Tooltip(place.label),
    )


def _with_count(face: ft.Control, count: int, *, wide: bool) -> ft.Control:
    if not wide or not count:
        return counted(face, count)
    face.expand = True
    badge = ft.Column([count_badge(count)], tight=True, alignment=ft.MainAxisAlignment.CENTER)
    return ft.Row([face, badge], spacing=SPACE.snug)


def _account(on_account: Callable[..., Any], *, wide: bool) -> ft.Control:
    label = _("Mon compte")
    look = button_style(
        ink="on_band", focus="on_band", padding=ft.Padding.symmetric(horizontal=SPACE.gap if wide else 0)
    )
    button = ft.TextButton(
        content=_face(icons.ACCOUNT, label, "on_band", wide=wide),
        style=look,
        height=TARGET.minimum,
        width=None if wide else LAYOUT.rail - 2 * SPACE.medium,
        on_click=handler(on_account),
        tooltip=None if wide else ft.Tooltip(label),
    )
    return named(button, label, on_account)
