"""A card of the dashboard: its head, and what stands in it while it loads or when it failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import flet as ft

from views.design import SPACE, card, icon_button, icon_tile, icons, large_text, skeleton, soft_button, text
from views.state import Failed, Loadable, Ready, use_portal
from views.text import _, typeset
from views.text.dates import age

T = TypeVar("T")


def block(
    title: str,
    icon: ft.IconData,
    content: ft.Control,
    *,
    aside: Sequence[ft.Control] = (),
    open_name: str | None = None,
    on_open: Callable[..., Any] | None = None,
    fill: str = "primary_soft",
    ink: str = "on_primary_soft",
) -> ft.Control:
    """`open_name` and `on_open`: the arrow at the end of the head, when the block has a page of its own."""
    head: list[ft.Control] = [] if large_text() else [icon_tile(icon, fill=fill, ink=ink)]
    head.append(text(title, "h2", heading=2, expand=True))
    head.extend(aside)
    if open_name is not None and on_open is not None:
        head.append(
            ft.Container(
                icon_button(icons.NEXT, open_name, on_open),
                margin=ft.Margin.only(right=-SPACE.gap),
            )
        )
    row = ft.Row(head, spacing=SPACE.cosy, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    top = SPACE.cosy if on_open is not None else SPACE.roomy
    return card(
        ft.Column(
            [row, content],
            spacing=0 if on_open is not None else SPACE.medium,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(left=SPACE.roomy, right=SPACE.roomy, bottom=SPACE.roomy, top=top),
    )


def content_of(loadable: Loadable[T], draw: Callable[[T], ft.Control], bones: Callable[[], ft.Control]) -> ft.Control:
    """The value drawn, `bones` while nothing is known, or the sentence of a block that failed alone. A hook.

    A card that the city could not give this time says the age of what it shows.
    """
    now = use_portal().now()
    if isinstance(loadable, Ready):
        drawn = draw(loadable.value)
        return stacked([drawn, _old(loadable.as_of, now)]) if loadable.stale else drawn
    if isinstance(loadable, Failed):
        return failed(loadable.retry)
    return bones()


def _old(as_of: datetime, now: datetime) -> ft.Control:
    return text(typeset(_("Copie de {age}").format(age=age(as_of, now))), "caption", "ink_soft")


def failed(retry: Callable[[], None]) -> ft.Control:
    said = text(_("Ce bloc n'a pas répondu."), "body", "ink_soft", expand=not large_text())
    button = soft_button(_("Réessayer"), retry)
    if large_text():
        return ft.Column([said, button], spacing=SPACE.snug, tight=True)
    return ft.Row([said, button], spacing=SPACE.medium)


def stacked(rows: Sequence[ft.Control], spacing: float = SPACE.medium) -> ft.Column:
    """The lines of a card, each as wide as the card."""
    return ft.Column(list(rows), spacing=spacing, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def flush(tapped: ft.Control) -> ft.Control:
    """What is tapped keeps 4 px around its words for the ring; they stand below the title all the same."""
    return ft.Container(tapped, margin=ft.Margin.symmetric(horizontal=-SPACE.tiny))


def two_bars() -> ft.Control:
    """The shape of two lines to come."""
    return ft.Column([skeleton(300, 14), skeleton(220, 14)], spacing=SPACE.medium, tight=True)
