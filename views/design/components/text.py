"""Text in one of the roles."""

from __future__ import annotations

from typing import Any

import flet as ft

from views.design.look import colour, text_factor, text_scale
from views.design.tokens import FAMILY, THEME_STYLE, TYPE, Role


def style(role: Role = "body", color: str = "ink") -> ft.TextStyle:
    """The text style of a role, for fields and buttons. Sizes with a cap stop growing at it."""
    look = TYPE[role]
    return ft.TextStyle(
        font_family=FAMILY,
        size=sized(role),
        weight=look.weight,
        height=look.height,
        letter_spacing=look.letter_spacing or None,
        color=colour(color),
    )


def sized(role: Role) -> float:
    """The size to ask for, before the device's own text scale: the role's, less where its cap is under the whole."""
    look, scale, factor = TYPE[role], text_scale(), text_factor()
    if look.cap is None or scale <= look.cap:
        return look.size if factor == 1 else round(look.size * factor, 2)
    return look.size * look.cap * factor / scale


def text(
    value: str,
    role: Role = "body",
    color: str = "ink",
    *,
    struck: bool = False,
    heading: int | None = None,
    **properties: Any,
) -> ft.Control:
    """A text; `heading` (1–3) makes it a heading for screen readers. Other properties are those of `ft.Text`."""
    # The style is named, not sent: a page carries hundreds of texts.
    size = sized(role)
    shown = ft.Text(
        value,
        theme_style=THEME_STYLE[role],
        color=None if color == "ink" else colour(color),
        size=None if size == TYPE[role].size else size,
        style=ft.TextStyle(decoration=ft.TextDecoration.LINE_THROUGH) if struck else None,
        **properties,
    )
    if heading is None:
        return shown
    expand = properties.get("expand")
    return ft.Semantics(content=shown, header=True, heading_level=heading, expand=expand)


def fixed(value: str, size: float, color: str, *, weight: ft.FontWeight = ft.FontWeight.W_600) -> ft.Text:
    """A letter inside a shape: it does not grow with the text scale."""
    scale = text_scale() / text_factor()
    return ft.Text(value, size=size if scale == 1 else size / scale, weight=weight, color=colour(color))
