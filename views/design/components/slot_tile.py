"""A slot, a ticket or a grid cell: a real checkbox with one name, for pointer, keys and screen readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.design.components.button import button_style, spoken
from views.design.handling import handler
from views.design.look import surroundings
from views.design.states import Look, ShownState, state_look
from views.design.tokens import MOTION, RADIUS, SPACE, TARGET


def slot_tile(
    *,
    name: str,
    checked: bool,
    state: ShownState | str | Look,
    on_tap: Callable[..., Any],
    content: ft.Control,
    height: float | None = TARGET.minimum,
    radius: float = RADIUS.ticket,
    padding: ft.PaddingValue | None = None,
    autofocus: bool = False,
    on_focus: Callable[..., Any] | None = None,
    **properties: Any,
) -> ft.MergeSemantics:
    """`checked`: will be held after Soumettre. `state` gives fill and edge; `content` its own inks."""
    look = state if isinstance(state, Look) else state_look(state)
    tapped = handler(on_tap)
    style = button_style(
        fill=look.fill,
        ink=look.ink,
        edge=look.edge,
        edge_width=look.edge_width,
        radius=radius,
        padding=ft.Padding.symmetric(horizontal=SPACE.cosy) if padding is None else padding,
        alignment=ft.Alignment.CENTER_LEFT,
    )
    style.animation_duration = 0 if surroundings().reduce_motion else MOTION.tick
    button = ft.TextButton(
        content=content,
        style=style,
        height=height,
        on_click=tapped,
        autofocus=autofocus,
        on_focus=None if on_focus is None else handler(on_focus),
        **properties,
    )
    return spoken(button, name, tapped, checked=checked)
