"""One news item of the list."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from services.models.news import NewsItem
from views.design import RADIUS, SPACE, button_style, choice_button, large_text, text, unread_dot
from views.design.components.surface import shadows
from views.news.picture import NewsPicture
from views.state import navigate, screen
from views.state.navigation import NEWS
from views.text import _, typeset
from views.text.dates import shortly

_THUMB = 72


def source_line(item: NewsItem, now: datetime) -> str:
    """« Centre de loisirs, hier 16 h 30 »."""
    return typeset(", ".join(filter(None, [item.publisher, shortly(item.at, now)])))


@screen
def NewsRow(item: NewsItem, said: str, *, chosen: bool) -> ft.Control:
    """A tap opens it; `said`: its source and when."""
    words: list[ft.Control] = [
        text(typeset(item.title), "strong"),
        text(typeset(item.excerpt), "small", "ink_soft", max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        text(said, "caption", "ink_soft"),
    ]
    column = ft.Column(words, spacing=SPACE.hair, tight=True, expand=True)
    parts: list[ft.Control] = [column]
    if not large_text():
        parts.insert(0, NewsPicture(item, _THUMB, _THUMB, key=f"picture-{item.id}"))
    if item.unread:
        parts.append(unread_dot())
    face = ft.Row(parts, spacing=SPACE.medium, vertical_alignment=ft.CrossAxisAlignment.START)
    look = button_style(
        fill="surface" if item.unread or chosen else "none",
        edge="primary" if chosen else "none" if item.unread else "line",
        edge_width=2 if chosen else 1,
        radius=RADIUS.card,
        padding=ft.Padding.all(SPACE.medium),
    )
    name = ", ".join(filter(None, [typeset(item.title), _("non lue") if item.unread else "", said]))
    button = choice_button(
        name, selected=chosen, on_tap=lambda: navigate(f"{NEWS}/{item.id}"), content=face, style=look
    )
    return ft.Container(button, border_radius=RADIUS.card, shadow=shadows() if item.unread else None)
