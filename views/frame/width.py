"""How wide a column may be: what the eye follows, and never more than there is."""

from __future__ import annotations

import flet as ft

from views.design import LAYOUT, SPACE, text_scale
from views.state import Layout

_AROUND, _AROUND_ON_PHONE = 120, 190
#: A line of text is not followed further by the eye.
WIDEST = 640


def column_width(layout: Layout, wanted: float = WIDEST) -> float | None:
    """`wanted` at the size of the text; None = all there is."""
    if layout.phone:
        return None
    rail = LAYOUT.rail_wide if layout.desktop else LAYOUT.rail
    return min(wanted * max(1.0, text_scale()), layout.width - rail - 2 * SPACE.wide)


def least_height(layout: Layout) -> float:
    """What the body of a page with text fields takes at least: a little more than title and bars leave it."""
    return layout.height - (_AROUND_ON_PHONE if layout.phone else _AROUND)


def in_column(body: ft.Control, layout: Layout, wanted: float = WIDEST) -> ft.Control:
    """The body of a page, no wider than `wanted`."""
    width = column_width(layout, wanted)
    return body if width is None else ft.Row([ft.Container(body, width=width)])
