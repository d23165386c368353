"""Words that a state or a person brings: quoted, counted."""

from __future__ import annotations

import flet as ft

from views.design.components.text import text
from views.design.look import colour
from views.design.tokens import RADIUS, SPACE


def quoted(words: str, kind: str, *, by: str | None = None) -> ft.Control:
    """Someone's own words beside a bar of the colour of `kind` (amber, red, blue, green …)."""
    lines: list[ft.Control] = [text(words, "small")]
    if by:
        lines.append(text(by, "caption", "ink_soft"))
    return ft.Container(
        ft.Column(lines, spacing=SPACE.hair, tight=True),
        border=ft.Border.only(left=ft.BorderSide(3, colour(kind))),
        padding=ft.Padding.only(left=SPACE.cosy, top=SPACE.hair, bottom=SPACE.hair),
    )


def count_badge(count: int, *, most: int = 99, apart: bool = False) -> ft.Control:
    """How many are new, in mirabelle; what it counts is said by the control it stands on.

    `apart`: in a line of its own right, not on an icon's corner.
    """
    shown = str(count) if count <= most else f"{most}+"
    return ft.Semantics(
        content=ft.Container(
            text(shown, "nav", "on_accent", no_wrap=True),
            bgcolor=colour("accent"),
            border_radius=RADIUS.pill,
            padding=ft.Padding.symmetric(
                horizontal=SPACE.snug if apart else SPACE.small, vertical=SPACE.hair if apart else 1
            ),
            alignment=ft.Alignment.CENTER,
        ),
        exclude_semantics=True,
    )


def unread_dot() -> ft.Control:
    """The dot of what was not read; the name of the line says « non lue »."""
    return ft.Container(width=10, height=10, border_radius=5, bgcolor=colour("primary"))
