"""Cards, icon tiles, separators and skeletons."""

from __future__ import annotations

from typing import Any

import flet as ft

from views.design.components.text import text
from views.design.look import colour, surroundings
from views.design.tokens import MOTION, RADIUS, SPACE

_CARD_SHADOWS = ((1, 2, 0, "#0A122030"), (4, 14, -4, "#14122030"))
_BAR_SHADOW = (-6, 28, -6, "#40122030")


def shadows() -> list[ft.BoxShadow] | None:
    """The two soft shadows of a card; none in the dark theme."""
    if surroundings().palette.dark:
        return None
    return [_shadow(*values) for values in _CARD_SHADOWS]


def bar_shadow() -> ft.BoxShadow | None:
    return None if surroundings().palette.dark else _shadow(*_BAR_SHADOW)


def _shadow(down: float, blur: float, spread: float, color: str) -> ft.BoxShadow:
    return ft.BoxShadow(spread_radius=spread, blur_radius=blur, color=color, offset=ft.Offset(0, down))


def card(
    content: ft.Control,
    *,
    padding: ft.PaddingValue | None = None,
    fill: str = "surface",
    **properties: Any,
) -> ft.Container:
    """A card of the page: radius 20, padding 16."""
    return ft.Container(
        content=content,
        bgcolor=colour(fill),
        border_radius=RADIUS.card,
        padding=SPACE.roomy if padding is None else padding,
        shadow=shadows(),
        border=ft.Border.all(1, colour("line")) if surroundings().palette.dark else None,
        **properties,
    )


def icon_tile(
    icon: ft.IconData,
    *,
    fill: str = "primary_soft",
    ink: str = "on_primary_soft",
    size: float = 34,
) -> ft.Container:
    """The small coloured square before a card's title. Decoration: it has no name."""
    return ft.Container(
        ft.Icon(icon, size=size * 0.56, color=colour(ink)),
        width=size,
        height=size,
        bgcolor=colour(fill),
        border_radius=size * 0.28,
        alignment=ft.Alignment.CENTER,
    )


def separator() -> ft.Container:
    return ft.Container(height=1, bgcolor=colour("line"))


def skeleton(width: float | None, height: float, *, radius: float = RADIUS.pip, expand: bool = False) -> ft.Control:
    """A pale bar of the size of what comes."""
    bar = ft.Container(width=width, height=height, bgcolor=colour("empty"), border_radius=radius)
    if surroundings().reduce_motion:
        bar.expand = expand
        return bar
    return ft.Shimmer(
        content=bar,
        base_color=colour("empty"),
        highlight_color=colour("sunken"),
        period=MOTION.skeleton,
        expand=expand,
    )


def pill(
    label: str,
    *,
    icon: ft.IconData | None = None,
    fill: str = "primary_soft",
    ink: str = "on_primary_soft",
) -> ft.Container:
    """A word in a rounded fill: a state, a count."""
    parts: list[ft.Control] = [] if icon is None else [ft.Icon(icon, size=14, color=colour(ink))]
    parts.append(text(label, "small", ink))
    return ft.Container(
        ft.Row(parts, spacing=SPACE.small, tight=True),
        bgcolor=colour(fill),
        border_radius=RADIUS.pill,
        padding=ft.Padding.symmetric(horizontal=SPACE.medium, vertical=SPACE.tiny),
    )
