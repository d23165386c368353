"""The semaine type: a named pattern of a child, and the difference it would make."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from services.models.base import Model
from services.models.submission import Op


class RecurrenceKind(StrEnum):
    EVERY = "every"
    EVEN = "even"
    ODD = "odd"
    ALTERNATE = "alternate"


class Recurrence(Model):
    """`monday` is the first applying week of ALTERNATE (one week in two), None otherwise."""

    kind: RecurrenceKind
    monday: date | None = None


class Tick(Model):
    """`weekday` is ISO: 1 = Monday."""

    weekday: int
    service: str


class TypicalWeek(Model):
    """`services` are those the pattern speaks of; others are never touched by it."""

    source: str
    id: str
    child: str
    name: str
    services: tuple[str, ...]
    ticks: tuple[Tick, ...]
    recurrence: Recurrence


class PatternLine(Model):
    """One line the pattern would add or cancel; `possible` False carries the reason in `code`."""

    op: Op
    child: str
    service: str
    day: date
    price_cents: int
    possible: bool
    code: str
    params: dict[str, str] = Field(default_factory=dict)
    position: int | None = None


class UntouchedSlot(Model):
    service: str
    day: date
    code: str


class PatternWeek(Model):
    """A week of the period: `holiday` names the school holiday that covers it."""

    monday: date
    iso_week: int
    applies: bool
    holiday: str | None = None


class PatternNote(Model):
    code: str
    params: dict[str, str] = Field(default_factory=dict)


class PatternPreview(Model):
    source: str
    now: datetime
    lines: tuple[PatternLine, ...]
    untouched: tuple[UntouchedSlot, ...]
    weeks: tuple[PatternWeek, ...]
    notes: tuple[PatternNote, ...] = ()
