"""Things side by side of which one is in front and the next one peeks: swiped by touch, turned by arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views.design import icons
from views.design.components.button import icon_button
from views.design.components.text import text
from views.design.handling import handler
from views.design.tokens import SPACE
from views.text import _, typeset

_PEEK = 0.86


def carousel(
    items: Sequence[ft.Control],
    front: int,
    on_turn: Callable[[int], Any],
    height: float,
    *,
    previous: str,
    following: str,
) -> ft.Control:
    """`height` is that of the items. `previous` and `following` name the arrows; one item stands alone, without any."""
    if len(items) == 1:
        return items[0]

    def changed(event: ft.Event[ft.PageView]) -> None:
        on_turn(int(event.control.selected_index))

    pages = ft.PageView(
        [
            ft.Container(item, padding=ft.Padding.only(right=SPACE.cosy), key=f"page-{n}")
            for n, item in enumerate(items)
        ],
        selected_index=front,
        viewport_fraction=_PEEK,
        pad_ends=False,
        on_change=handler(changed),
    )
    last = len(items) - 1
    arrows = ft.Row(
        [
            icon_button(icons.PREVIOUS, previous, (lambda: on_turn(front - 1)) if front else None),
            text(typeset(_("{place} sur {count}").format(place=front + 1, count=len(items))), "caption", "ink_soft"),
            icon_button(icons.NEXT, following, (lambda: on_turn(front + 1)) if front < last else None),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=SPACE.snug,
    )
    rows: list[ft.Control] = [ft.Container(pages, height=height), arrows]
    return ft.Column(rows, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
