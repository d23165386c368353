"""The JSON of the reference city (docs/wire.md), as it is: unknown keys ignored, left-out keys defaulted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """Inputs are hidden in errors: they are personal, and one of them is a token."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, populate_by_name=True)


class ContactWire(Wire):
    service_name: str
    email: str
    phone: str
    address: str
    hours: str | None = None


class TownWire(Wire):
    id: str
    name: str
    time_zone: str
    demonstration: bool = False
    seed_colour: str
    contact: ContactWire


class AccountWire(Wire):
    id: str
    email: str
    first_name: str
    last_name: str


class SessionWire(Wire):
    token: str
    expires_at: AwareDatetime
    account: AccountWire


class GuardianWire(Wire):
    id: str
    first_name: str
    last_name: str
    you: bool = False


class SchoolWire(Wire):
    id: str
    name: str


class RegistrationWire(Wire):
    activity: str
    services: tuple[str, ...]
    first_day: dt.date = Field(alias="from")
    last_day: dt.date = Field(alias="to")
    state: str = "active"


class ChildWire(Wire):
    id: str
    first_name: str
    last_name: str
    birth_date: dt.date
    rank: int
    school: SchoolWire
    class_name: str = ""
    registrations: tuple[RegistrationWire, ...] = ()


class ServiceWire(Wire):
    id: str
    name: str
    short_name: str
    activity: str
    activity_name: str
    icon: str
    moment: str
    starts: dt.time
    ends: dt.time
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    waiting_list: bool = True
    validation: bool = False


class HouseholdWire(Wire):
    now: AwareDatetime
    id: str
    name: str
    quotient: int | None = None
    guardians: tuple[GuardianWire, ...] = ()
    children: tuple[ChildWire, ...]
    services: tuple[ServiceWire, ...]


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


class ReceiptLineWire(Wire):
    op: str
    child: str
    service: str
    date: dt.date
    verdict: str
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    price_cents: int | None = None
    position: int | None = None
    child_name: str
    service_name: str


class FollowUpWire(Wire):
    at: AwareDatetime
    child: str
    service: str
    date: dt.date
    code: str
    params: dict[str, Any] = Field(default_factory=dict)


class ReceiptWire(Wire):
    number: str
    received_at: AwareDatetime
    by: str
    total_cents: int
    lines: tuple[ReceiptLineWire, ...]
    follow_ups: tuple[FollowUpWire, ...] = ()


class PreviewWire(Wire):
    received_at: AwareDatetime
    total_cents: int
    lines: tuple[ReceiptLineWire, ...]


class SummaryWire(Wire):
    number: str
    received_at: AwareDatetime
    by: str
    total_cents: int
    line_count: int
    refused_count: int = 0


class ReceiptPageWire(Wire):
    items: tuple[SummaryWire, ...]
    next: str | None = None


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
