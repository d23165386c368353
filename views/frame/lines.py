"""A line that opens something: its tile, its words, an arrow; one button with one name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views.design import SPACE, button_style, colour, handler, icon_tile, icons, large_text, spoken, text


def opening_line(icon: ft.IconData, title: str, lines: Sequence[str], on_open: Callable[[], Any] | None) -> ft.Control:
    """`lines`: what is said below the title, empty ones left out. `on_open` None: it cannot be opened now."""
    said = [line for line in lines if line]
    words: list[ft.Control] = [text(title, "strong", "ink" if on_open is not None else "ink_soft")]
    words += [text(line, "small", "ink_soft") for line in said]
    parts: list[ft.Control] = [] if large_text() else [icon_tile(icon, size=40)]
    parts.append(ft.Column(words, spacing=SPACE.hair, tight=True, expand=True))
    if on_open is not None:
        parts.append(ft.Icon(icons.NEXT, size=20, color=colour("ink_soft")))
    tapped = handler(on_open) if on_open is not None else None
    button = ft.TextButton(
        content=ft.Row(parts, spacing=SPACE.medium),
        on_click=tapped,
        disabled=tapped is None,
        style=button_style(fill="surface", radius=SPACE.wide, padding=ft.Padding.all(SPACE.roomy)),
    )
    return spoken(button, ", ".join([title, *said]), tapped)
