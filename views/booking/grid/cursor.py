"""The keyboard in the grid: one tab stop, arrows move it."""

from __future__ import annotations

from collections.abc import Callable

from services.models import SlotKey
from views.booking.grid.layout import moved, same_place
from views.booking.store import ChoiceStore

Table = tuple[tuple[SlotKey | None, ...], ...]


class GridCursor:
    """Which cell the Tab key reaches. Only the cells it leaves and enters are redrawn."""

    def __init__(self, store: ChoiceStore) -> None:
        self._store = store
        self._table: Table = ()
        self._control = False
        self._turned = False
        self.at: SlotKey | None = None

    def lay(self, table: Table) -> None:
        """A new grid is shown: the cursor stays if its slot is still there, else at the same place of the new week.

        It takes the focus there when a key turned the week.
        """
        if not any(slot for row in table for slot in row):
            return
        before, self._table = self._table, table
        if self.at is None or not any(self.at in row for row in table):
            self._place(same_place(before, self.at, table), focus=self._turned)
            self._turned = False

    def lift(self) -> None:
        """The grid is left: no cell keeps the cursor."""
        self._place(None, focus=False)

    def pressed(self, key: str, turn: Callable[[int], None], submit: Callable[[], None]) -> None:
        """A key went down: arrows, Home, End move; PageUp, PageDown turn the week; Ctrl+Enter goes to « Soumettre »."""
        if key.startswith("Control"):
            self._control = True
        elif key == "Enter" and self._control:
            submit()
        elif key in ("Page Up", "Page Down"):
            self._turned = True
            turn(1 if key == "Page Down" else -1)
        else:
            target = moved(self._table, self.at, key)
            if target is not None and target != self.at:
                self._place(target, focus=True)

    def released(self, key: str) -> None:
        if key.startswith("Control"):
            self._control = False

    def _place(self, target: SlotKey | None, *, focus: bool) -> None:
        if self.at is not None:
            left = self._store.entry(self.at)
            left.active, left.asked = False, 0
        self.at = target
        if target is not None:
            entered = self._store.entry(target)
            entered.active = True
            entered.asked = entered.asked + 1 if focus else 0
