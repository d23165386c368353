"""The picture of the sign-in page: three rows of child marks, some booked, some not. Decoration only."""

from __future__ import annotations

import flet as ft

from views.design import derive, shape, surroundings

# order of birth of each mark; negative: not booked
_ROWS = ((2, -1, 3, 1, -5), (-4, 2, -1, 3, 2), (1, 3, -6, 2, -4))
_PALE = 0.13


def week_of_marks(size: float, gap: float, row_gap: float) -> ft.Control:
    """Fifteen marks of `size` px, in the light colours that stand out on the band."""
    bright = derive(surroundings().palette.seed, dark=True)

    def mark(rank: int) -> ft.Control:
        kind = abs(rank)
        fill = bright[f"child{kind - 1}"] if rank > 0 else surroundings().palette.faded("on_band", _PALE)
        return ft.Container(width=size, height=size, bgcolor=fill, border_radius=shape(kind, size))

    rows: list[ft.Control] = [ft.Row([mark(rank) for rank in row], spacing=gap, tight=True) for row in _ROWS]
    return ft.Semantics(content=ft.Column(rows, spacing=row_gap, tight=True), exclude_semantics=True)
