"""A page that scrolls and holds text fields."""

from __future__ import annotations

import flet as ft


def form_scroll(content: ft.Control, height: float, *, centred: bool = False) -> ft.Column:
    """`content` in a column that always has something to scroll, were it one pixel; `height` is that of the window.

    In a browser the accessibility tree is made anew below what begins or ceases to scroll, and the field that has
    the keyboard then no longer hears it: growing content may never decide that.
    """
    least = ft.Container(height=height + 1)
    alignment = ft.Alignment.CENTER if centred else None
    return ft.Column(
        [ft.Stack([least, content], alignment=alignment)],
        expand=True,
        scroll=ft.ScrollMode.HIDDEN,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
