"""The weeks of a period and which of them a recurrence applies to. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from city.calendar.service import Period
from city.towns import Town
from city.typical_weeks.schemas import NoteOut, RecurrenceIn, WeekOut

_WEEK = timedelta(days=7)
_FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks that a period touches, and what there is to say of them."""

    weeks: list[WeekOut]
    notes: list[NoteOut]

    @property
    def applying(self) -> set[date]:
        """The Mondays of the weeks it applies to."""
        return {week.monday for week in self.weeks if week.applies}


def weeks_of(period: Period, recurrence: RecurrenceIn, town: Town) -> Weeks:
    """The weeks of a period. After week 53 comes week 1, odd as well: a note says so where it matters."""
    first = monday_of(period.first)
    mondays = [first + number * _WEEK for number in range((period.last - first) // _WEEK + 1)]
    weeks = [
        WeekOut(
            monday=monday,
            iso_week=monday.isocalendar().week,
            applies=applies(recurrence, monday),
            holiday=_holiday(town, monday),
        )
        for monday in mondays
    ]
    by_parity = recurrence.kind in ("even", "odd")
    notes = [
        NoteOut(code="TWO_ODD_WEEKS", params=_two_weeks(first, second))
        for first, second in pairwise(weeks)
        if by_parity and first.iso_week % 2 == second.iso_week % 2 == 1
    ]
    return Weeks(weeks, notes)


def applies(recurrence: RecurrenceIn, monday: date) -> bool:
    """Whether a recurrence applies to the week of `monday`."""
    match recurrence.kind:
        case "every":
            return True
        case "alternate":
            weeks = (monday - (recurrence.monday or monday)) // _WEEK
            return weeks >= 0 and weeks % 2 == 0
        case parity:
            return monday.isocalendar().week % 2 == (1 if parity == "odd" else 0)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def _holiday(town: Town, monday: date) -> str | None:
    first, last = (town.on(day).calendar.holiday(day) for day in (monday, monday + _FRIDAY))
    return first.name if first is not None and first == last else None


def _two_weeks(first: WeekOut, second: WeekOut) -> dict[str, str]:
    return {
        "first_week": str(first.iso_week),
        "first_monday": first.monday.isoformat(),
        "second_week": str(second.iso_week),
        "second_monday": second.monday.isoformat(),
    }
