"""The children as pills: mark, first name, a tick when chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.models import Child
from views.booking.names import child_said
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    child_mark,
    choice_button,
    colour,
    grown,
    icons,
    initials,
    text,
)


def child_pill(
    child: Child, letters: str, *, chosen: bool, on_tap: Callable[[], None], tick: bool = True
) -> ft.Control:
    """48 px; chosen = soft fill and a 2 px edge, and a tick."""
    parts: list[ft.Control] = [
        child_mark(child, 32 if tick else 30, letters),
        text(child.first_name, "strong" if tick else "small_bold", no_wrap=True),
    ]
    if chosen and tick:
        parts.append(ft.Icon(icons.CHECK, size=18, color=colour("primary")))
    look = button_style(
        fill="primary_soft" if chosen else "surface",
        edge="primary" if chosen else "edge",
        edge_width=2 if chosen else 1,
        radius=RADIUS.pill,
        padding=ft.Padding.only(left=SPACE.snug, right=SPACE.gap if chosen or not tick else SPACE.wider),
    )
    return choice_button(
        child_said(child, chosen),
        selected=chosen,
        on_tap=on_tap,
        style=look,
        height=grown(TARGET.minimum),
        content=ft.Row(parts, spacing=SPACE.snug, tight=True),
    )


def child_pills(
    children: Sequence[Child], chosen: Sequence[str], on_tap: Callable[[str], None], *, tick: bool = True
) -> ft.Row:
    """All children of the household, wrapping where the width ends."""
    letters = initials(children)

    def toggled(child: str) -> Callable[[], None]:
        return lambda: on_tap(child)

    return ft.Row(
        [
            child_pill(child, letters[child.id], chosen=child.id in chosen, on_tap=toggled(child.id), tick=tick)
            for child in children
        ],
        spacing=SPACE.snug,
        run_spacing=SPACE.snug,
        wrap=True,
    )
