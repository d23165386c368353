"""The slots of a period: child × service × date, with what can be done and until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from services.models.base import Model


class DayKind(StrEnum):
    SCHOOL = "school"
    WEDNESDAY = "wednesday"
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    UNKNOWN = "unknown"


class SlotState(StrEnum):
    """What the household holds, or what stands in the way (see docs/wire.md)."""

    FREE = "free"
    HELD = "held"
    BOOKED = "booked"
    WAITLISTED = "waitlisted"
    AWAITING_VALIDATION = "awaiting_validation"
    REFUSED = "refused"
    PRESENT = "present"
    ABSENT = "absent"
    ABSENT_JUSTIFIED = "absent_justified"
    FULL = "full"
    CLOSED = "closed"
    NOT_OPEN = "not_open"
    ELSEWHERE = "elsewhere"
    CANCELLED_BY_CITY = "cancelled_by_city"


LIVE_STATES = frozenset(
    {SlotState.HELD, SlotState.BOOKED, SlotState.WAITLISTED, SlotState.AWAITING_VALIDATION, SlotState.PRESENT}
)


class SlotKey(NamedTuple):
    """The identity of a slot: there is no slot id."""

    child: str
    service: str
    day: date


class Reason(Model):
    """Why a verdict is what it is; its sentence is made by `views/text/`."""

    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Slot(Model):
    """One slot as the city last described it. Prices in cents; `None` limits = none."""

    child: str
    service: str
    day: date
    state: SlotState
    can_book: bool = False
    can_cancel: bool = False
    opens: datetime | None = None
    book_by: datetime | None = None
    late_until: datetime | None = None
    cancel_by: datetime | None = None
    price_cents: int = 0
    surcharge_cents: int = 0
    places_left: int | None = None
    position: int | None = None
    waiting_list: bool = True
    reason: Reason

    @property
    def key(self) -> SlotKey:
        return SlotKey(self.child, self.service, self.day)


class Day(Model):
    day: date
    kind: DayKind
    name: str | None = None


class Calendar(Model):
    """All slots of a period (days included). `now` is the city's instant of the answer."""

    source: str
    now: datetime
    first_day: date
    last_day: date
    days: tuple[Day, ...]
    slots: tuple[Slot, ...]
