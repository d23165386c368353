"""The steps of a limit: small moves from one day to another, done one after the other."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from city.rules.calendar import DAY, Calendar, CountName, seek

WhichWeekday = Literal[
    "before", "on_or_before", "after", "on_or_after",
    "same_week", "previous_week", "second_previous_week", "next_week",
]  # fmt: skip
WhichMonth = Literal["same", "previous", "second_previous", "next"]
Which = Literal["before", "on_or_before", "after", "on_or_after"]
SKIPS = ("weekends", "public_holidays", "school_holidays", "closures")
_WEEKS = {"same_week": 0, "previous_week": -1, "second_previous_week": -2, "next_week": 1}
_MONTHS = {"same": 0, "previous": -1, "second_previous": -2, "next": 1}


@dataclass(frozen=True, slots=True)
class Slot:
    """The slot whose limit is computed, and where and when it is.

    ``starts`` and ``ends`` are minutes after midnight on the town's wall clock;
    ``served`` says on which days the service exists.
    """

    service: str
    day: date
    starts: int
    ends: int
    zone: ZoneInfo
    calendar: Calendar
    served: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """Which days count when days (or hours) are counted.

    ``kind`` is the base; days of ``weekdays`` (Monday 0) and of ``skip`` (SKIPS) do not count.
    """

    kind: CountName = "calendar"
    weekdays: frozenset[int] = frozenset()
    skip: frozenset[str] = frozenset()

    def counts(self, day: date, slot: Slot) -> bool:
        """Whether ``day`` counts."""
        return self._is_kind(day, slot) and not self._is_skipped(day, slot)

    @property
    def is_all(self) -> bool:
        """Whether every day counts."""
        return self.kind == "calendar" and not self.weekdays and not self.skip

    def _is_kind(self, day: date, slot: Slot) -> bool:
        match self.kind:
            case "calendar":
                return True
            case "working":
                return slot.calendar.is_working(day)
            case "working_saturday":
                return slot.calendar.is_working(day, saturday=True)
            case "school":
                return slot.calendar.is_school(day)
            case "served":
                return slot.served(day)

    def _is_skipped(self, day: date, slot: Slot) -> bool:
        skip, calendar = self.skip, slot.calendar
        return (
            day.weekday() in self.weekdays
            or ("weekends" in skip and day.weekday() >= 5)
            or ("public_holidays" in skip and calendar.public_holiday(day) is not None)
            or ("school_holidays" in skip and calendar.holiday(day) is not None)
            or ("closures" in skip and calendar.closure(slot.service, day) is not None)
        )


EVERY_DAY = Count()


class Step(Protocol):
    """One move from a day to another."""

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """``number`` counted days before (or after); with ``clear``, that many whole days between."""

    number: int
    count: Count = EVERY_DAY
    clear: bool = False
    forward: bool = False

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        step = DAY if self.forward else -DAY
        for _ in range(self.number + self.clear):
            day = seek(day + step, self.forward, lambda other: self.count.counts(other, slot))
        return day


@dataclass(frozen=True, slots=True)
class Months:
    """``number`` months before (or after), on the same day or the month's last."""

    number: int
    forward: bool = False

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        return _in_month(day, self.number if self.forward else -self.number, day.day)


@dataclass(frozen=True, slots=True)
class Weekday:
    """The given weekday (Monday 0) before or after the day, or in its week or a near one."""

    weekday: int
    which: WhichWeekday = "before"

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        if self.which in _WEEKS:
            return day + timedelta(weeks=_WEEKS[self.which], days=self.weekday - day.weekday())
        forward = self.which in ("after", "on_or_after")
        start = _start(day, self.which)
        return seek(start, forward, lambda other: other.weekday() == self.weekday)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """The ``number``-th of the day's month or a near one (31 = its last day)."""

    number: int
    month: WhichMonth = "same"

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        return _in_month(day, _MONTHS[self.month], self.number)


@dataclass(frozen=True, slots=True)
class YearDay:
    """The ``day`` of ``month`` that comes before or after, whatever the year (3 September)."""

    month: int
    number: int
    which: Which = "on_or_before"

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        forward = self.which in ("after", "on_or_after")
        wanted = (self.month, self.number)
        return seek(_start(day, self.which), forward, lambda d: (d.month, d.day) == wanted)


@dataclass(frozen=True, slots=True)
class Move:
    """If the day does not count, the nearest one before (or after) that does.

    ``at``, in minutes after midnight: the hour of a limit that was moved so (None: its ordinary one).
    """

    count: Count
    forward: bool = False
    at: int | None = None

    def move(self, day: date, slot: Slot) -> date:
        """The day reached from ``day``."""
        return seek(day, self.forward, lambda other: self.count.counts(other, slot))


def _start(day: date, which: str) -> date:
    return day + {"before": -DAY, "after": DAY}.get(which, timedelta(0))


def _in_month(day: date, months: int, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(number, monthrange(year, month + 1)[1]))
