"""`/typical-weeks`."""

import datetime as dt
from typing import Any

from pydantic import AwareDatetime, Field

from services.backends.reference.wire.base import Wire


class TickWire(Wire):
    weekday: int
    service: str


class RecurrenceWire(Wire):
    kind: str
    monday: dt.date | None = Field(default=None, alias="from")


class TypicalWeekWire(Wire):
    id: str
    child: str
    name: str
    services: tuple[str, ...]
    ticks: tuple[TickWire, ...]
    recurrence: RecurrenceWire


class TypicalWeeksWire(Wire):
    items: tuple[TypicalWeekWire, ...]


class PatternLineWire(Wire):
    op: str
    child: str
    service: str
    date: dt.date
    price_cents: int | None = None
    possible: bool
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    position: int | None = None


class UntouchedWire(Wire):
    service: str
    date: dt.date
    code: str


class PatternWeekWire(Wire):
    monday: dt.date
    iso_week: int
    applies: bool
    holiday: str | None = None


class NoteWire(Wire):
    code: str
    params: dict[str, Any] = Field(default_factory=dict)


class PatternPreviewWire(Wire):
    now: AwareDatetime
    lines: tuple[PatternLineWire, ...]
    untouched: tuple[UntouchedWire, ...] = ()
    weeks: tuple[PatternWeekWire, ...] = ()
    notes: tuple[NoteWire, ...] = ()
