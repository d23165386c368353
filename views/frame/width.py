"""How wide a column may be: what the eye follows, and never more than there is."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.design import LAYOUT, SPACE, large_text, text_scale
from views.state import Layout

_AROUND, _AROUND_ON_PHONE = 120, 190
#: A line of text is not followed further by the eye.
WIDEST = 640
#: A margin narrower than this beside a column is no margin, only a hole.
_HOLE = 160
_CARD_LEAST = 420


def column_width(layout: Layout, wanted: float = WIDEST) -> float | None:
    """`wanted` at the size of the text; None = all there is."""
    if layout.phone:
        return None
    width = wanted * max(1.0, text_scale())
    return width if _room(layout) - width >= _HOLE else None


def _room(layout: Layout) -> float:
    """The width of a page beside the rail, without its margins."""
    rail = LAYOUT.rail_wide if layout.desktop else LAYOUT.rail
    return layout.width - rail - 2 * SPACE.gap


def two_columns(layout: Layout) -> bool:
    """Whether cards stand in two columns in this window, at this size of text."""
    return layout.desktop and not large_text() and _room(layout) >= 2 * _CARD_LEAST + SPACE.gap


def in_cards(cards: Sequence[ft.Control], layout: Layout) -> ft.Control:
    """Cards one below the other, or in two columns that are read one after the other."""
    if len(cards) < 2 or not two_columns(layout):
        return _stacked(cards)
    half = (len(cards) + 1) // 2
    columns: list[ft.Control] = [
        ft.Container(_stacked(part), expand=1, key=key)
        for key, part in (("first-column", cards[:half]), ("second-column", cards[half:]))
    ]
    return ft.Row(columns, spacing=SPACE.gap, vertical_alignment=ft.CrossAxisAlignment.START)


def _stacked(cards: Sequence[ft.Control]) -> ft.Column:
    return ft.Column(list(cards), spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def around_cards(body: ft.Control, layout: Layout) -> ft.Control:
    """The body of a page of cards (`in_cards`), as wide as its columns."""
    return in_column(body, layout, 2 * WIDEST + SPACE.gap if two_columns(layout) else WIDEST)


def least_height(layout: Layout) -> float:
    """What the body of a page with text fields takes at least: a little more than title and bars leave it."""
    return layout.height - (_AROUND_ON_PHONE if layout.phone else _AROUND)


def in_column(body: ft.Control, layout: Layout, wanted: float = WIDEST) -> ft.Control:
    """The body of a page, no wider than `wanted`."""
    width = column_width(layout, wanted)
    return body if width is None else ft.Row([ft.Container(body, width=width)])
