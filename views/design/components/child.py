"""A child's mark: a shape by order of birth, the child's colour, the initial. Corner radii only, no image."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import flet as ft

from services.models import Child
from views.design.components.text import fixed
from views.design.look import colour

# shares of the size: top left, top right, bottom right, bottom left
_SHAPES: Final[tuple[tuple[float, float, float, float], ...]] = (
    (0.50, 0.50, 0.50, 0.50),
    (0.26, 0.26, 0.26, 0.26),
    (0.50, 0.22, 0.50, 0.22),
    (0.50, 0.50, 0.22, 0.22),
    (0.22, 0.22, 0.50, 0.50),
    (0.11, 0.50, 0.50, 0.50),
)


def shape(rank: int, size: float) -> ft.BorderRadiusValue:
    """Corner radii of the mark of the child of this order of birth (from 1); one number where all are equal."""
    top_left, top_right, bottom_right, bottom_left = corners = _SHAPES[(rank - 1) % len(_SHAPES)]
    if len(set(corners)) == 1:
        return round(top_left * size)
    return ft.BorderRadius(
        top_left=top_left * size,
        top_right=top_right * size,
        bottom_left=bottom_left * size,
        bottom_right=bottom_right * size,
    )


def child_colour(rank: int) -> str:
    """The palette role of a child's colour: `child0` … `child5`."""
    return f"child{(rank - 1) % len(_SHAPES)}"


def initials(children: Iterable[Child]) -> dict[str, str]:
    """By child id: one letter, two when another child has the same."""
    names = {child.id: child.first_name for child in children}
    firsts = [name[:1].upper() for name in names.values()]
    return {
        child: name[:1].upper() if firsts.count(name[:1].upper()) == 1 else name[:1].upper() + name[1:2]
        for child, name in names.items()
    }


def child_mark(child: Child, size: float = 36, letters: str | None = None) -> ft.Container:
    """The mark with its initial; the name beside it is what is read. A ring from the seventh child on."""
    role = child_colour(child.rank)
    shown = letters or child.first_name[:1].upper()
    return ft.Container(
        fixed(shown, round(size * (0.44 if len(shown) == 1 else 0.36)), f"on_{role}"),
        width=size,
        height=size,
        bgcolor=colour(role),
        border_radius=shape(child.rank, size),
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(2, colour("ink")) if child.rank > len(_SHAPES) else None,
    )


def child_dot(rank: int, filled: bool, size: float = 9, *, color: str | None = None) -> ft.Container:
    """The shape alone: filled = something is booked, ring = nothing. `color` for a dot on a coloured ground."""
    role = color or child_colour(rank)
    return ft.Container(
        width=size,
        height=size,
        border_radius=shape(rank, size),
        bgcolor=colour(role if filled else "none"),
        border=None if filled else ft.Border.all(1.2, colour(role if color else "edge")),
    )
