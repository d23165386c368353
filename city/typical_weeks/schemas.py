"""The JSON of typical weeks (see docs/wire.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from city.submissions.schemas import NO_NUL, Day, Key

_MOST_TICKS = 7 * 50


class TickIn(BaseModel):
    """A service on a weekday (1 = Monday)."""

    model_config = ConfigDict(frozen=True)

    weekday: Annotated[int, Field(ge=1, le=7)]
    service: Key


class RecurrenceIn(BaseModel):
    """The weeks it applies to: all, even or odd ISO weeks, or one week in two from a Monday."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    kind: Literal["every", "even", "odd", "alternate"]
    monday: Annotated[Day | None, Field(alias="from")] = None

    @model_validator(mode="after")
    def _from_a_monday(self) -> RecurrenceIn:
        if self.kind == "alternate" and (self.monday is None or self.monday.isoweekday() != 1):
            raise ValueError("one week in two begins on a Monday")
        return self


class TypicalWeekIn(BaseModel):
    """A named pattern of a child. It speaks of `services` only; what it ticks is among them."""

    id: Key | None = None
    child: Key
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=NO_NUL)]
    services: Annotated[list[Key], Field(min_length=1, max_length=50)]
    ticks: Annotated[list[TickIn], Field(max_length=_MOST_TICKS)]
    recurrence: RecurrenceIn

    @model_validator(mode="after")
    def _ticks_its_services(self) -> TypicalWeekIn:
        if not {tick.service for tick in self.ticks} <= set(self.services):
            raise ValueError("a tick is of one of the services")
        return self


class TypicalWeekOut(TypicalWeekIn):
    """A stored pattern."""

    id: Key


class TypicalWeekPage(BaseModel):
    """All patterns of the household."""

    items: list[TypicalWeekOut]
    next: str | None = None


class PatternPeriodIn(BaseModel):
    """The period a pattern is laid over, and whether what it does not tick is cancelled."""

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]
    cancel_others: bool = False


class PatternLineOut(BaseModel):
    """A line that the pattern proposes, or would if it were possible."""

    op: Literal["book", "cancel"]
    child: str
    service: str
    date: date
    price_cents: int
    possible: bool
    code: str
    params: dict[str, str]
    position: int | None


class UntouchedOut(BaseModel):
    """A slot of the pattern's services that stays as it is, and why."""

    service: str
    date: date
    code: str


class WeekOut(BaseModel):
    """A week of the period; `holiday` names the school holiday that covers its Monday to Friday."""

    monday: date
    iso_week: int
    applies: bool
    holiday: str | None


class NoteOut(BaseModel):
    """Something to know before submitting."""

    code: str
    params: dict[str, str]


class PatternPreviewOut(BaseModel):
    """The difference that a pattern would make."""

    now: datetime
    lines: list[PatternLineOut]
    untouched: list[UntouchedOut]
    weeks: list[WeekOut]
    notes: list[NoteOut]
