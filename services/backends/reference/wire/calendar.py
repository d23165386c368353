"""`GET /calendar`."""

import datetime as dt
from typing import Any

from pydantic import AwareDatetime, Field

from services.backends.reference.wire.base import Wire


class DayWire(Wire):
    date: dt.date
    kind: str
    name: str | None = None


class ReasonWire(Wire):
    code: str
    params: dict[str, Any] = Field(default_factory=dict)


class SlotWire(Wire):
    child: str
    service: str
    date: dt.date
    state: str
    can_book: bool = False
    can_cancel: bool = False
    opens: AwareDatetime | None = None
    book_by: AwareDatetime | None = None
    late_until: AwareDatetime | None = None
    cancel_by: AwareDatetime | None = None
    price_cents: int = 0
    surcharge_cents: int = 0
    places_left: int | None = None
    position: int | None = None
    waiting_list: bool = True
    reason: ReasonWire


class CalendarWire(Wire):
    now: AwareDatetime
    first_day: dt.date = Field(alias="from")
    last_day: dt.date = Field(alias="to")
    days: tuple[DayWire, ...]
    slots: tuple[SlotWire, ...]
