"""Conditions: which slots an exception is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from city.rules.calendar import DAY
from city.rules.steps import Slot

Break = Literal["school_holiday", "public_holiday", "any_holiday"]


@dataclass(frozen=True, slots=True)
class When:
    """Which slots a case is for: everything that is given must be true of the slot's day.

    ``first_school_day_after`` / ``last_school_day_before``: the day is the first school day after
    a holiday of that kind, or the last before one. ``first_school_week_after``: that first school day,
    or a later day of its week. ``day_before``, ``day_after``: kinds of the days
    beside it.
    """

    weekdays: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    holidays: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    first_school_day_after: Break | None = None
    last_school_day_before: Break | None = None
    first_school_week_after: Break | None = None
    day_before: frozenset[str] = frozenset()
    day_after: frozenset[str] = frozenset()

    def holds(self, slot: Slot) -> bool:
        """Whether the slot's day is one of those meant."""
        day = slot.day
        return (
            (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.months or day.month in self.months)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and self._is_kind(slot)
            and self._is_beside_a_break(slot)
        )

    def _is_kind(self, slot: Slot) -> bool:
        day, calendar = slot.day, slot.calendar
        run = calendar.holiday(day)
        return (
            (not self.kinds or calendar.day(day).kind in self.kinds)
            and (not self.holidays or (run is not None and run.key in self.holidays))
            and (not self.day_before or calendar.day(day - DAY).kind in self.day_before)
            and (not self.day_after or calendar.day(day + DAY).kind in self.day_after)
        )

    def _is_beside_a_break(self, slot: Slot) -> bool:
        after, before, week = self.first_school_day_after, self.last_school_day_before, self.first_school_week_after
        monday = slot.day - timedelta(days=slot.day.weekday())
        return (
            (after is None or _beside(slot.day, after, slot, forward=False))
            and (before is None or _beside(slot.day, before, slot, forward=True))
            and (
                week is None
                or any(_beside(monday + n * DAY, week, slot, forward=False) for n in range(slot.day.weekday() + 1))
            )
        )


def _beside(day: date, wanted: Break, slot: Slot, *, forward: bool) -> bool:
    """Whether a break of that kind lies between the school day ``day`` and the next one (or the one before)."""
    calendar = slot.calendar
    if not calendar.is_school(day):
        return False
    gap = calendar.school_gap(day, forward=forward)
    school = wanted != "public_holiday" and any(calendar.holiday(other) for other in gap)
    public = wanted != "school_holiday" and any(calendar.public_holiday(other) for other in gap)
    return school or public
