"""Text fields with a label, an icon and an error on the field."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import flet as ft

from views.design.components.notice import inline_error
from views.design.components.text import style
from views.design.handling import handler
from views.design.look import colour
from views.design.tokens import FOCUS_RING, RADIUS, SPACE

_RISEN = 0.75


def _outline(role: str, width: float) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(border_radius=RADIUS.field, side=ft.BorderSide(width, colour(role)))


def _label() -> ft.TextStyle:
    """The label lies in the empty field and rises to its edge at three quarters of its size: a caption there."""
    look = style("caption", "ink_soft")
    look.size = (look.size or 0) / _RISEN
    return look


def text_field(
    label: str,
    value: str,
    on_change: Callable[[str], Any],
    *,
    icon: ft.IconData | None = None,
    error: str | None = None,
    on_submit: Callable[..., Any] | None = None,
    suffix: ft.Control | None = None,
    **properties: Any,
) -> ft.Control:
    """A controlled field (`value` from state always). `on_change` is given the text, and may be awaited.

    The tree keeps its shape when an error comes or goes, so that the field keeps the focus.
    """

    async def changed(event: ft.Event[ft.TextField]) -> None:
        result = on_change(event.control.value)
        if inspect.isawaitable(result):
            await result

    field = ft.TextField(
        label=label,
        value=value,
        on_change=handler(changed),
        on_submit=None if on_submit is None else handler(on_submit),
        prefix_icon=None if icon is None else ft.Icon(icon, color=colour("ink_soft"), size=22),
        suffix=suffix,
        text_style=style("body"),
        label_style=_label(),
        filled=True,
        bgcolor=colour("surface"),
        fill_color=colour("surface"),
        cursor_color=colour("primary"),
        hover_color=colour("surface"),
        border={
            ft.ControlState.FOCUSED: _outline("focus", FOCUS_RING),
            ft.ControlState.DEFAULT: _outline("edge", 1) if error is None else _outline("red", 2),
        },
        content_padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.roomy),
        **properties,
    )
    shown: list[ft.Control] = [field] if error is None else [field, inline_error(error)]
    return ft.Column(
        shown,
        spacing=SPACE.small,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
