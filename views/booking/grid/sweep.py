"""Several cells of a row ticked in one gesture of the mouse: each passed gets what the first one got."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.models import SlotKey, SlotState
from views.booking.actions import BookingActions
from views.booking.choice import Choice
from views.booking.grid.swipe import MOUSE
from views.booking.ticking import held_after, tap
from views.design import SPACE, handler

_INTERVAL_MS = 30


def column_at(x: float, width: float, count: int) -> int:
    """Which of `count` equal columns with gaps between them lies at `x`; the nearest one beside them."""
    step = (width + SPACE.small) / count
    return min(max(int((x + SPACE.small / 2) // step), 0), count - 1)


class CellSweep:
    """Where a sweep began and how far it came. One per page, so that a redraw in mid-gesture loses nothing."""

    def __init__(self, actions: BookingActions) -> None:
        self._actions = actions
        self._width = 0.0
        self._row: tuple[SlotKey | None, ...] = ()
        self._first = self._last = 0
        self._held: bool | None = None

    def measured(self, width: float) -> None:
        """How wide the cells of a row are together."""
        self._width = width

    def over(self, cells: ft.Control, row: Sequence[SlotKey | None]) -> ft.Control:
        """The cells of one row, followed by the mouse alone; what is not a sweep stays a tap."""
        return ft.GestureDetector(
            cells,
            allowed_devices=list(MOUSE),
            exclude_from_semantics=True,
            drag_interval=_INTERVAL_MS,
            on_horizontal_drag_start=handler(lambda event: self._began(tuple(row), event.local_position.x)),
            on_horizontal_drag_update=handler(lambda event: self._moved(event.local_position.x)),
            on_horizontal_drag_end=handler(lambda event: self._ended(event.local_position.x)),
            expand=True,
        )

    def _began(self, row: tuple[SlotKey | None, ...], x: float) -> None:
        self._row = row
        self._held = None
        self._first = self._last = self._column(x)

    def _moved(self, x: float) -> None:
        if not self._row or not self._width:
            return
        here = self._column(x)
        if here == self._last:
            return
        if self._held is None and not self._begin():
            return
        step = 1 if here > self._last else -1
        for column in range(self._last + step, here + step, step):
            self._take(self._row[column], self._row[self._first])
        self._last = here

    def _ended(self, x: float) -> None:
        """A mouse that trembled on one cell meant to tap it."""
        self._moved(x)
        first = self._row[self._first] if self._row and self._width else None
        if self._held is None and first is not None and self._last == self._first:
            self._actions.tap(first)
        self._row = ()

    def _begin(self) -> bool:
        """The first cell is ticked or given back; a sweep begins nowhere else."""
        first, planning = self._row[self._first], self._actions.planning
        if first is None or planning is None:
            self._row = ()
            return False
        held = not held_after(self._actions.store.choice, planning, first)
        self._held = held
        if not self._take(first, first):
            self._row = ()
        return bool(self._row)

    def _take(self, key: SlotKey | None, first: SlotKey | None) -> bool:
        """Gives a slot of the same service the first one's state, if one tap without a question does."""
        planning, store = self._actions.planning, self._actions.store
        if planning is None or key is None or first is None or key.service != first.service:
            return False
        slot = planning.slot(key)
        if slot is None or (slot.state is SlotState.FULL and key != first):
            return False
        if held_after(store.choice, planning, key) == self._held:
            return False
        answer = tap(store.choice, planning, key)
        if not isinstance(answer, Choice) or held_after(answer, planning, key) != self._held:
            return False
        store.replace(answer)
        return True

    def _column(self, x: float) -> int:
        return column_at(x, self._width, len(self._row)) if self._width and self._row else 0
