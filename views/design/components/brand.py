"""The mark of the app: three bars, one of them yellow. The week at a glance."""

from __future__ import annotations

import flet as ft

from views.design.look import colour
from views.design.tokens import RADIUS

_BARS = ((0.34, "on_band_soft"), (0.56, "accent"), (0.42, "on_band_soft"))


def brand_mark(size: float = 36) -> ft.Container:
    """The square with three bars, on the band or on paper. Decoration: the name stands beside it."""
    bars: list[ft.Control] = [
        ft.Container(width=size * 0.17, height=size * height, bgcolor=colour(role), border_radius=RADIUS.pip)
        for height, role in _BARS
    ]
    return ft.Container(
        ft.Row(
            bars,
            spacing=size * 0.07,
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.END,
            tight=True,
        ),
        width=size,
        height=size,
        bgcolor=colour("band"),
        border=ft.Border.all(1, colour("band_line")),
        border_radius=size * 0.24,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.only(bottom=size * 0.02),
    )
