"""The arrows keep the keyboard as their row moves; at the end of the list, where one is off, the other has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from views.design import pressed
from views.design.components.focus import focus_on

_Arrow = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Arrows:
    """`place` says which control is a block's arrow up (−1) or down (1); `follow` gives it the keyboard."""

    place: Callable[[str, int, ft.Control], None]
    follow: Callable[[str, int], None]


def use_arrows() -> Arrows:
    """A hook; call `place` for every arrow while drawing."""
    placed: dict[_Arrow, ft.Control] = ft.use_memo(_none_placed, [])
    start: tuple[_Arrow, int] | None = None
    wanted, want = ft.use_state(start)

    async def take_focus() -> None:
        if wanted is not None and (arrow := placed.get(wanted[0])) is not None:
            await focus_on(pressed(arrow))

    ft.use_effect(take_focus, [wanted])

    def place(block: str, by: int, control: ft.Control) -> None:
        placed[block, by] = control

    def follow(block: str, by: int) -> None:
        want(lambda before: ((block, by), before[1] + 1 if before else 0))

    return Arrows(place, follow)


def _none_placed() -> dict[_Arrow, ft.Control]:
    return {}
