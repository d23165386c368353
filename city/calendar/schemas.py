"""The JSON of the calendar (see docs/wire.md). Values that are the commonest are left out of a slot."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field


class DayOut(BaseModel):
    """A day of the period."""

    date: date
    kind: str
    name: str | None = None


class ReasonOut(BaseModel):
    """A code and what fills its sentence."""

    code: str
    params: dict[str, str]


class SlotOut(BaseModel):
    """A slot; instants are RFC 3339, None = no limit."""

    child: str
    service: str
    date: date
    state: str
    can_book: bool = False
    can_cancel: bool = False
    opens: datetime | None = None
    book_by: datetime | None
    late_until: datetime | None = None
    cancel_by: datetime | None
    price_cents: int
    surcharge_cents: int = 0
    places_left: int | None = None
    position: int | None = None
    waiting_list: bool = True
    reason: ReasonOut


class CalendarOut(BaseModel):
    """All slots of a period, days included."""

    now: datetime
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    days: list[DayOut]
    slots: list[SlotOut]
