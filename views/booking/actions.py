"""What a parent does on the booking pages. One object per page, the same from render to render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import flet as ft

from services.models import SlotKey
from views.booking import pages
from views.booking.choice import Choice
from views.booking.planning import Planning
from views.booking.store import ChoiceStore
from views.booking.ticking import AskLeave, AskReplace, AskTogether, Locked, tap, tick_all


class Panel(StrEnum):
    """Sheets that do not come from a slot."""

    MONTH = "month"
    LINES = "lines"
    COPY_DAY = "copy_day"
    COPY_WEEK = "copy_week"
    MENU = "menu"
    PERIOD = "period"
    ACTIVITIES = "activities"
    DROP = "drop"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class CopyWeekOf:
    """The sheet that copies this child's week."""

    child: str


@dataclass(frozen=True, slots=True)
class DeadlinesOf:
    """The sheet that reminds of the deadlines of these days, for these children."""

    days: tuple[date, ...]
    children: tuple[str, ...]


Shown = Locked | AskLeave | AskReplace | AskTogether | Panel | CopyWeekOf | DeadlinesOf


class SheetEntry(ft.Observable):
    """Which sheet lies over the page; only the sheet's own component is redrawn when it changes."""

    def __init__(self) -> None:
        self.shown: Shown | None = None


class FocusEntry(ft.Observable):
    """Counts how often the keyboard asked to go to « Soumettre »."""

    def __init__(self) -> None:
        self.asked = 0


class ModeEntry(ft.Observable):
    """Whether the page shows the « Semaine type » instead of the « Semaine réelle »."""

    def __init__(self) -> None:
        self.typical = False


class FilterEntry(ft.Observable):
    """Activities filtered away in the grid."""

    def __init__(self) -> None:
        self.hidden: frozenset[str] = frozenset()


class BookingActions:
    """Handlers of the pages. `planning` is what is loaded now; without it a tap does nothing."""

    def __init__(self, store: ChoiceStore) -> None:
        self.store = store
        self.sheet = SheetEntry()
        self.submit_focus = FocusEntry()
        self.filter = FilterEntry()
        self.mode = ModeEntry()
        self.planning: Planning | None = None
        self.refresh: Callable[[], None] = self.close
        self._leave: Callable[[], None] = self.close

    def ask_leave(self, leave: Callable[[], None]) -> None:
        """The parent is about to leave the page: asks whether to keep a choice that is not sent."""
        if not self.store.choice.pending:
            leave()
            return
        self._leave = leave
        self.sheet.shown = Panel.LEAVE

    def leave(self, *, keep: bool) -> None:
        """« Garder » or « Abandonner », then on to where the parent was going."""
        if not keep:
            self.store.replace(self.store.choice.emptied())
        self.close()
        self._leave()

    def tap(self, *keys: SlotKey) -> None:
        """One slot: chosen, given back, or asked about. Several: all that can, or all given back."""
        if self.planning is None:
            return
        if len(keys) != 1:
            self.store.replace(tick_all(self.store.choice, self.planning, keys))
            return
        answer = tap(self.store.choice, self.planning, keys[0])
        if isinstance(answer, Choice):
            self.store.replace(answer)
        else:
            self.sheet.shown = answer

    def take_all(self, *keys: SlotKey) -> None:
        """The head of a card, a row, a column."""
        if self.planning is not None:
            self.store.replace(tick_all(self.store.choice, self.planning, keys))

    def accept(self, choice: Choice) -> None:
        """What a sheet proposed is taken; the pages shown stay as they are."""
        now = self.store.choice
        self.store.replace(Choice(now.week, now.days, now.children, now.several_days, choice.picks))
        self.close()

    def remove(self, key: SlotKey) -> None:
        self.store.replace(self.store.choice.without([key]))
        if not self.store.choice.pending and self.sheet.shown is Panel.LINES:
            self.close()

    def drop_all(self) -> None:
        self.store.replace(self.store.choice.emptied())
        self.close()

    def open(self, shown: Shown) -> None:
        self.sheet.shown = shown

    def close(self) -> None:
        self.sheet.shown = None

    def show_typical(self, typical: bool) -> None:
        """« Semaine type » or « Semaine réelle »; the choice stays."""
        self.mode.typical = typical
        self.close()

    def toggle_activity(self, activity: str | None) -> None:
        """Shows or hides the rows of an activity; None shows all. The last one shown stays."""
        services = self.planning.household.services if self.planning else ()
        hidden = self.filter.hidden ^ {activity} if activity is not None else frozenset()
        if any(service.activity not in hidden for service in services):
            self.filter.hidden = frozenset(hidden)

    def show_day(self, day: date) -> None:
        self.store.replace(pages.show_day(self.store.choice, day))

    def go_to_day(self, day: date) -> None:
        """From a sheet or a card: that day alone."""
        choice = self.store.choice
        single = pages.toggle_several(choice) if choice.several_days else choice
        self.store.replace(pages.show_day(single, day))
        self.close()

    def show_week(self, monday: date) -> None:
        if monday != self.store.choice.week:
            self.store.replace(pages.show_week(self.store.choice, monday))

    def turn(self, weeks: int) -> None:
        if self.store.choice.week is not None:
            self.show_week(self.store.choice.week + timedelta(days=7 * weeks))

    def toggle_several(self) -> None:
        self.store.replace(pages.toggle_several(self.store.choice))

    def toggle_child(self, child: str) -> None:
        if self.planning is not None:
            order = tuple(known.id for known in self.planning.household.children)
            self.store.replace(pages.toggle_child(self.store.choice, child, order))
