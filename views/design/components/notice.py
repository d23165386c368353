"""What happened and what to do, in one line or one card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import flet as ft

from views.design import icons
from views.design.components.button import soft_button, text_button
from views.design.components.surface import card, icon_tile
from views.design.components.text import text
from views.design.look import colour, large_text
from views.design.tokens import ICON_SMALL, RADIUS, SPACE

NoticeKind = Literal["amber", "red", "blue", "green", "plum", "grey"]
_ICONS: dict[str, ft.IconData] = {
    "amber": icons.CLOCK,
    "red": icons.WARNING,
    "blue": icons.INFO,
    "green": icons.CHECK,
    "plum": icons.CLOCK,
    "grey": icons.INFO,
}


def notice(
    kind: NoticeKind,
    sentence: str,
    action_label: str | None = None,
    on_action: Callable[..., Any] | None = None,
    *,
    icon: ft.IconData | None = None,
    live: bool = False,
) -> ft.Control:
    """A coloured line with an icon, a sentence and at most one action. `live`: read as soon as it appears."""
    parts: list[ft.Control] = [
        ft.Icon(icon or _ICONS[kind], size=ICON_SMALL + 2, color=colour(kind)),
        text(sentence, "small", "ink", expand=True),
    ]
    action = text_button(action_label, on_action) if action_label and on_action else None
    if action is not None and not large_text():
        parts.append(action)
    rows: list[ft.Control] = [ft.Row(parts, spacing=SPACE.cosy, vertical_alignment=ft.CrossAxisAlignment.CENTER)]
    if action is not None and large_text():
        rows.append(action)
    box = ft.Container(
        ft.Column(rows, spacing=SPACE.tiny, tight=True),
        bgcolor=colour(f"{kind}_fill"),
        border_radius=RADIUS.cell,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.snug if action is not None else SPACE.medium),
    )
    return ft.Semantics(content=box, live_region=True) if live else box


def inline_error(sentence: str) -> ft.Control:
    """Under a field: red, with an icon, read at once."""
    return ft.Semantics(
        content=ft.Row(
            [ft.Icon(icons.WARNING, size=ICON_SMALL, color=colour("red")), text(sentence, "small", "red", expand=True)],
            spacing=SPACE.small,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        live_region=True,
    )


def failure_card(
    sentence: str,
    action_label: str | None = None,
    on_action: Callable[..., Any] | None = None,
    *,
    icon: ft.IconData | None = None,
    title: str | None = None,
) -> ft.Control:
    """Nothing to show: an icon tile, one sentence, one button."""
    return empty_card(
        icon or icons.OFFLINE,
        sentence,
        action_label,
        on_action,
        title=title,
        fill="amber_fill",
        ink="amber",
    )


def empty_card(
    icon: ft.IconData,
    sentence: str,
    action_label: str | None = None,
    on_action: Callable[..., Any] | None = None,
    *,
    title: str | None = None,
    fill: str = "primary_soft",
    ink: str = "on_primary_soft",
) -> ft.Control:
    """What will be here, and the first step."""
    rows: list[ft.Control] = [icon_tile(icon, fill=fill, ink=ink, size=44)]
    if title is not None:
        rows.append(text(title, "h2", heading=2, text_align=ft.TextAlign.CENTER))
    rows.append(text(sentence, "body", "ink_soft" if title else "ink", text_align=ft.TextAlign.CENTER))
    if action_label and on_action:
        rows.append(soft_button(action_label, on_action))
    column = ft.Column(rows, spacing=SPACE.gap, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True)
    return card(ft.Row([ft.Container(column, expand=True)], alignment=ft.MainAxisAlignment.CENTER), padding=SPACE.wider)
