"""Cards are drawn a few at a time: the first can be used while the client still works on the others."""

from __future__ import annotations

import asyncio

import flet as ft

from views.dashboard.definition import Block
from views.design import RADIUS, colour, text_scale

_FIRST, _WAVE = 1, 3
#: Turns of the loop that let a frame leave before the next one is made.
_TURNS = 8
#: Pixels of a line at 100 % text; of a card's head and edges.
_LINE, _AROUND = 26, 76


def use_drawn(count: int, *, known: bool) -> int:
    """How many of `count` cards may be drawn by now; all of them while nothing is `known` yet. A hook."""
    drawn, draw = ft.use_state(_FIRST)
    more = known and drawn < count

    async def go_on() -> None:
        if more:
            for _turn in range(_TURNS):
                await asyncio.sleep(0)
            draw(drawn + _WAVE)

    ft.use_effect(go_on, [more, drawn])
    return drawn if known else count


def place_of(block: Block) -> ft.Control:
    """What stands where a card comes with the next wave: its surface, about as high."""
    return ft.Container(
        bgcolor=colour("surface"),
        border_radius=RADIUS.card,
        height=_AROUND + block.height * _LINE * text_scale(),
    )
