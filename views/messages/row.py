"""One conversation of the list."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views.design import (
    RADIUS,
    SPACE,
    button_style,
    choice_button,
    colour,
    count_badge,
    icons,
    large_text,
    text,
)
from views.design.components.surface import shadows
from views.state import navigate, screen
from views.state.navigation import MESSAGES
from views.text import typeset


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation as it is drawn; `name` as it is read aloud. `waiting`: it is not at the city yet."""

    id: str
    name: str
    office: str
    subject: str
    words: str
    when: str
    unread: int = 0
    closed: bool = False
    waiting: bool = False


@screen
def ThreadRow(row: Row, *, chosen: bool) -> ft.Control:
    """A tap opens it. `chosen`: it is what stands beside the list."""
    end: list[ft.Control] = [text(row.when, "caption", "ink_soft")]
    if row.unread:
        end.append(count_badge(row.unread))
    if row.waiting or row.closed:
        end.append(ft.Icon(icons.CLOCK if row.waiting else icons.DONE, size=18, color=colour("ink_soft")))
    office = text(row.office, "small", "ink_soft", expand=not large_text())
    aside = ft.Row(end, spacing=SPACE.small, tight=True)
    head: ft.Control = ft.Row([office, aside], spacing=SPACE.snug)
    if large_text():
        head = ft.Column([office, aside], spacing=0, tight=True)
    words = text(
        typeset(row.words), "small", "ink" if row.unread else "ink_soft", max_lines=2, overflow=ft.TextOverflow.ELLIPSIS
    )
    face = ft.Column(
        [head, text(typeset(row.subject), "strong"), words],
        spacing=SPACE.hair,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    read = not row.unread
    look = button_style(
        fill="none" if read and not chosen else "surface",
        edge="primary" if chosen else "line" if read else "none",
        edge_width=2 if chosen else 1,
        radius=RADIUS.card,
        padding=ft.Padding.all(SPACE.gap),
    )
    button = choice_button(
        row.name, selected=chosen, on_tap=lambda: navigate(f"{MESSAGES}/{row.id}"), content=face, style=look
    )
    return ft.Container(button, border_radius=RADIUS.card, shadow=None if read else shadows())
