"""Choosing: one of a few words side by side, one line of several, ticks that go line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views.design.components.button import button_style, choice_button, grown, spoken
from views.design.components.text import text
from views.design.handling import handler
from views.design.look import colour, large_text
from views.design.tokens import ICON, RADIUS, SPACE, TARGET

_I = ft.Icons


def segments(items: Sequence[tuple[str, str]], chosen: str, on_choose: Callable[[str], Any]) -> ft.Control:
    """`items`: (key, word), two to four. Side by side in one track; below each other in large text."""

    def segment(key: str, word: str) -> ft.Control:
        here = key == chosen
        look = button_style(
            fill="surface" if here else "none",
            edge="primary" if here else "none",
            edge_width=2 if here else 0,
            radius=RADIUS.cell,
            padding=ft.Padding.symmetric(horizontal=SPACE.hair, vertical=SPACE.gap if large_text() else 0),
        )
        face = text(word, "small_bold", "ink" if here else "ink_soft", text_align=ft.TextAlign.CENTER)
        height = grown(TARGET.minimum)
        if large_text():
            return choice_button(word, selected=here, on_tap=lambda: on_choose(key), content=face, style=look)
        return choice_button(
            word, selected=here, on_tap=lambda: on_choose(key), content=face, style=look, height=height, expand=True
        )

    drawn = [segment(key, word) for key, word in items]
    inside: ft.Control = ft.Row(drawn, spacing=SPACE.hair)
    if large_text():
        inside = ft.Column(drawn, spacing=SPACE.hair, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True)
    return ft.Container(inside, bgcolor=colour("sunken"), border_radius=RADIUS.button, padding=SPACE.tiny)


def _line(sign: ft.Control | ft.IconData, label: str, note: str | None, *, on: bool) -> ft.Control:
    words: list[ft.Control] = [text(label, "body")]
    if note:
        words.append(text(note, "small", "ink_soft"))
    mark = sign
    if not isinstance(mark, ft.Control):
        mark = ft.Icon(mark, size=ICON, color=colour("primary" if on else "ink_soft"))
    return ft.Row([mark, ft.Column(words, spacing=0, tight=True, expand=True)], spacing=SPACE.medium)


def _line_style(*, on: bool) -> ft.ButtonStyle:
    return button_style(
        fill="primary_soft" if on else "surface",
        edge="primary" if on else "edge",
        edge_width=2 if on else 1,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.snug),
        alignment=ft.Alignment.CENTER_LEFT,
    )


def option_line(
    label: str,
    *,
    selected: bool,
    on_tap: Callable[..., Any],
    note: str | None = None,
    name: str | None = None,
    sign: ft.Control | None = None,
) -> ft.Control:
    """One of several lines of which one holds: a button, selected or not.

    `name`: said instead of the label; `sign`: drawn instead of the round mark.
    """
    icon = _I.RADIO_BUTTON_CHECKED_ROUNDED if selected else _I.RADIO_BUTTON_UNCHECKED_ROUNDED
    return choice_button(
        name or label,
        selected=selected,
        on_tap=on_tap,
        content=_line(sign or icon, label, note, on=selected),
        style=_line_style(on=selected),
        height=None if note or large_text() else TARGET.minimum,
    )


def tick_line(
    label: str,
    *,
    checked: bool,
    on_tap: Callable[..., Any],
    note: str | None = None,
    name: str | None = None,
    key: str | None = None,
    **properties: Any,
) -> ft.Control:
    """A line to tick: a real checkbox. `name`: said instead of the label; `key`: that of the whole line in a list."""
    icon = _I.CHECK_BOX_ROUNDED if checked else _I.CHECK_BOX_OUTLINE_BLANK_ROUNDED
    tapped = handler(on_tap)
    button = ft.TextButton(
        content=_line(icon, label, note, on=checked),
        style=_line_style(on=checked),
        height=None if note or large_text() else TARGET.minimum,
        on_click=tapped,
        **properties,
    )
    line = spoken(button, name or label, tapped, checked=checked)
    line.key = key
    return line


def pill_style(*, chosen: bool) -> ft.ButtonStyle:
    """A word to choose among others, in a rounded edge."""
    return button_style(
        fill="primary_soft" if chosen else "surface",
        edge="primary" if chosen else "edge",
        edge_width=2 if chosen else 1,
        radius=RADIUS.pill,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap),
    )
