"""The difference a semaine type makes, week by week and line by line. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.models import Line, Op, PatternLine, PatternPreview, SlotKey
from views.booking.choice import Summary
from views.booking.planning import monday_of


class Part(StrEnum):
    """What happens on a day of the preview."""

    MORE = "more"
    LESS = "less"
    LATE = "late"
    FULL = "full"
    OTHER = "other"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class DayPart:
    """One part of a day's cell; `services` are ids, in the order the city told them."""

    part: Part
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week of the period. `holiday`: school is closed; `applies` False: the pattern skips it. Five days of parts."""

    monday: date
    iso_week: int
    applies: bool
    holiday: str | None
    days: tuple[tuple[DayPart, ...], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    more: int = 0
    less: int = 0
    late: int = 0
    full: int = 0
    other: int = 0


_LATE = frozenset({"DEADLINE_PASSED", "CANCEL_DEADLINE_PASSED", "PAST"})
_FULL = frozenset({"FULL", "NO_WAITING_LIST"})
_ORDER = (Part.MORE, Part.LESS, Part.LATE, Part.FULL, Part.OTHER, Part.SAME)
#: Of an untouched slot: the child has it already.
HELD_CODES = frozenset({"UNCHANGED", "NOT_IN_PATTERN"})


def part_of(line: PatternLine) -> Part:
    if line.possible:
        return Part.MORE if line.op is Op.BOOK else Part.LESS
    if line.code in _LATE:
        return Part.LATE
    return Part.FULL if line.code in _FULL else Part.OTHER


def key_of(line: PatternLine) -> SlotKey:
    return SlotKey(line.child, line.service, line.day)


def kept_lines(preview: PatternPreview, removed: Collection[SlotKey]) -> tuple[PatternLine, ...]:
    """The lines that would be sent: possible, and not taken out by the parent."""
    return tuple(line for line in preview.lines if line.possible and key_of(line) not in removed)


def to_submit(preview: PatternPreview, removed: Collection[SlotKey]) -> tuple[Line, ...]:
    """Ordinary lines, as « Soumettre » sends them."""
    return tuple(
        Line(op=line.op, child=line.child, service=line.service, day=line.day, price_cents=line.price_cents)
        for line in kept_lines(preview, removed)
    )


def counts(preview: PatternPreview, removed: Collection[SlotKey]) -> Counts:
    kinds = [part_of(line) for line in preview.lines if not (line.possible and key_of(line) in removed)]
    return Counts(*(kinds.count(part) for part in (Part.MORE, Part.LESS, Part.LATE, Part.FULL, Part.OTHER)))


def summary(preview: PatternPreview, removed: Collection[SlotKey]) -> Summary:
    """The sums of what would be sent, as the bar says them."""
    lines = kept_lines(preview, removed)
    books = [line for line in lines if line.op is Op.BOOK]
    cancels = [line for line in lines if line.op is Op.CANCEL]
    return Summary(
        bookings=len(books),
        cancellations=len(cancels),
        cents=sum(line.price_cents for line in books) - sum(line.price_cents for line in cancels),
        months=tuple(sorted({line.day.replace(day=1) for line in lines})),
    )


def week_rows(preview: PatternPreview, removed: Collection[SlotKey]) -> tuple[WeekRow, ...]:
    """One row per week the city told about."""
    parts: dict[date, dict[Part, list[str]]] = {}
    for line in preview.lines:
        if not (line.possible and key_of(line) in removed):
            parts.setdefault(line.day, {}).setdefault(part_of(line), []).append(line.service)
    for slot in preview.untouched:
        part = Part.SAME if slot.code in HELD_CODES else Part.OTHER
        parts.setdefault(slot.day, {}).setdefault(part, []).append(slot.service)
    return tuple(
        WeekRow(
            monday=week.monday,
            iso_week=week.iso_week,
            applies=week.applies,
            holiday=week.holiday,
            days=tuple(_day(parts.get(week.monday + timedelta(days=offset), {})) for offset in range(5)),
        )
        for week in preview.weeks
    )


def _day(parts: dict[Part, list[str]]) -> tuple[DayPart, ...]:
    told = tuple(DayPart(part, tuple(parts[part])) for part in _ORDER if part in parts)
    changes = tuple(part for part in told if part.part is not Part.SAME)
    return changes or told


def months_of(preview: PatternPreview) -> tuple[date, ...]:
    """First days of the months the lines fall in, to page a long list."""
    return tuple(sorted({line.day.replace(day=1) for line in preview.lines}))


def weeks_between(first: date, weeks: int) -> tuple[date, date]:
    """First and last day of a period of whole weeks."""
    monday = monday_of(first)
    return monday, monday + timedelta(weeks=weeks, days=-1)
