"""What is being typed: the field itself holds it, and a redraw never hands back an older text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft


@dataclass(frozen=True, slots=True)
class Typed:
    """Give `value`, `change` and `ref` to the field. `value` is its text as of this drawing; `text()` as of now.

    `put` replaces what is typed, in a field keyed by `turn`: a new one, since the client holds the text of the other.
    """

    value: str
    change: Callable[[str], None]
    ref: ft.Ref[ft.TextField]
    put: Callable[[str], None]
    turn: int = 0

    def text(self) -> str:
        """What the field holds at this moment, its last keys included."""
        return self.ref.current.value or "" if self.ref.current is not None else self.value

    async def focus(self) -> None:
        if self.ref.current is not None:
            await self.ref.current.focus()  # type: ignore[no-untyped-call]


def use_typed(initial: str = "") -> Typed:
    """The text of one field. A hook.

    The client may have typed on between an event and the drawing that it causes: a state of our own would then send
    the older text back and lose keys. The control has the client's latest, so it is asked, and the state only
    makes the component draw again.
    """
    heard, hear = ft.use_state(initial)
    turn, turn_to = ft.use_state(0)
    ref: ft.Ref[ft.TextField] = ft.use_memo(_no_field, [turn])
    held = ref.current.value if ref.current is not None else None

    def put(text: str) -> None:
        hear(text)
        turn_to(lambda count: count + 1)

    return Typed(heard if held is None else held, hear, ref, put, turn)


def _no_field() -> ft.Ref[ft.TextField]:
    return ft.Ref()
