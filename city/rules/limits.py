"""Limits: the instant until which something is allowed, said with composable parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal, Protocol

from city.rules.calendar import BRIDGE, DAY, seek
from city.rules.clock import fixed, local_instant
from city.rules.steps import EVERY_DAY, Count, Move, Slot, Step
from city.rules.when import When

AnchorName = Literal["day", "week", "month", "holiday", "term", "school_year"]
NEVER: Final = "never"
Instant = datetime | Literal["never"] | None
MIDNIGHT = 24 * 60


class Limit(Protocol):
    """Something that gives an instant for a slot: None = no limit, NEVER = not at all."""

    def instant(self, slot: Slot) -> Instant:
        """The first instant of refusal for ``slot`` (for an opening: the first allowed one)."""
        ...


@dataclass(frozen=True, slots=True)
class NoLimit:
    """No limit ("none") or no permission at all ("never")."""

    never: bool = False

    def instant(self, slot: Slot) -> Instant:
        """None, or NEVER."""
        return NEVER if self.never else None


@dataclass(frozen=True, slots=True)
class Point:
    """An anchor day, steps from it, an hour, and elapsed time taken off at last.

    ``at`` is in minutes after midnight, or the slot's own start or finish; ``elapsed`` in
    minutes, of the days that ``count`` counts.
    """

    anchor: AnchorName | date = "day"
    steps: tuple[Step, ...] = ()
    at: int | Literal["start", "finish"] = MIDNIGHT
    elapsed: int = 0
    count: Count = EVERY_DAY

    def instant(self, slot: Slot) -> Instant:
        """The point's instant for ``slot``."""
        day, at = anchor_day(self.anchor, slot), self.at
        for step in self.steps:
            reached = step.move(day, slot)
            if isinstance(step, Move) and step.at is not None and reached != day:
                at = step.at
            day = reached
        minutes = {"start": slot.starts, "finish": slot.ends}.get(str(at), at)
        instant = local_instant(day, int(minutes), slot.zone)
        if self.elapsed:
            instant = _elapse(instant, timedelta(minutes=self.elapsed), self.count, slot)
        return instant


@dataclass(frozen=True, slots=True)
class ByWeekday:
    """A table: one limit by weekday of the slot (Monday 0)."""

    rows: dict[int, Limit]
    otherwise: Limit | None = None

    def instant(self, slot: Slot) -> Instant:
        """The instant of the slot's row."""
        row = self.rows.get(slot.day.weekday(), self.otherwise)
        return row.instant(slot) if row else None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The earliest (or the latest) of several limits."""

    limits: tuple[Limit, ...]
    latest: bool = False

    def instant(self, slot: Slot) -> Instant:
        """The chosen instant; "none" is the latest of all, "never" the earliest."""
        found = [limit.instant(slot) for limit in self.limits]
        instants = [item for item in found if isinstance(item, datetime)]
        first: Instant = None if self.latest else NEVER
        last: Instant = NEVER if self.latest else None
        if first in found:
            return first
        if not instants:
            return last
        return max(instants) if self.latest else min(instants)


@dataclass(frozen=True, slots=True)
class Cases:
    """Exceptions, tried in order, before the ordinary limit."""

    cases: tuple[tuple[When, Limit], ...]
    otherwise: Limit

    def instant(self, slot: Slot) -> Instant:
        """The instant of the first case that holds, or the ordinary one."""
        for when, limit in self.cases:
            if when.holds(slot):
                return limit.instant(slot)
        return self.otherwise.instant(slot)


def anchor_day(anchor: AnchorName | date, slot: Slot) -> date:
    """The day from which the steps go.

    The slot's day; the Monday of its week; the first of its month; the first day of its school
    holiday (outside of one: the slot's day); the first school day of its term or school year
    (in a holiday: of the one before it). The bridge of Ascension ends no term.
    """
    if isinstance(anchor, date):
        return anchor
    day, calendar = slot.day, slot.calendar
    match anchor:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "holiday":
            run = calendar.holiday(day)
            return run.first if run else day
        case "term" | "school_year":
            past = [run for run in calendar.holidays if run.last < day and _ends(run.key, anchor)]
            start = past[-1].last + DAY if past else day
            return seek(start, True, calendar.is_school)


def _ends(key: str, anchor: AnchorName) -> bool:
    return key != BRIDGE if anchor == "term" else key == "ete"


def _elapse(instant: datetime, span: timedelta, count: Count, slot: Slot) -> datetime:
    if count.is_all:
        return fixed(instant - span, slot.zone)
    for _ in range(800):
        day = (instant - timedelta(microseconds=1)).astimezone(slot.zone).date()
        midnight = local_instant(day, 0, slot.zone)
        if count.counts(day, slot):
            if span <= instant - midnight:
                return fixed(instant - span, slot.zone)
            span -= instant - midnight
        instant = midnight
    return instant
