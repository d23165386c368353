"""A list and what is opened from it: two pages on the phone, side by side elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views.design import LAYOUT, SPACE, colour, empty_card, large_text
from views.state import Layout, use_layout

_LIST_TABLET, _LIST_DESKTOP = 340, 360
_DETAIL_LEAST = 360
_STRETCH = ft.CrossAxisAlignment.STRETCH


@dataclass(frozen=True, slots=True)
class Panes:
    """`beside`: both fit. `listed`: the list's width when they do, None = all there is."""

    beside: bool
    listed: float | None


def use_panes() -> Panes:
    """How a list page is drawn in this window, at this size of text. A hook."""
    return panes_of(use_layout(), large=large_text())


def panes_of(layout: Layout, *, large: bool) -> Panes:
    listed = _LIST_DESKTOP if layout.desktop else _LIST_TABLET
    room = layout.width - (LAYOUT.rail_wide if layout.desktop else LAYOUT.rail)
    if layout.phone or large or room - listed < _DETAIL_LEAST:
        return Panes(beside=False, listed=None)
    return Panes(beside=True, listed=listed)


def panes(listing: ft.Control, detail: ft.Control | None, how: Panes, *, icon: ft.IconData, hint: str) -> ft.Control:
    """One at a time, or the list with the detail beside it; `hint` says what to choose while nothing is opened.

    Both scroll by themselves.
    """
    if not how.beside:
        return detail if detail is not None else listing
    beside = detail
    if beside is None:
        # In a column, so that the card is as tall as what it says.
        beside = ft.Container(ft.Column([empty_card(icon, hint)], horizontal_alignment=_STRETCH), padding=SPACE.wider)
    return ft.Row(
        [
            ft.Container(listing, width=how.listed, key="list"),
            ft.Container(width=1, bgcolor=colour("line"), key="edge"),
            ft.Container(beside, expand=True, key="detail" if detail is not None else "hint"),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
