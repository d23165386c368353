"""Soumettre and its receipt."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from services.models.base import Model
from services.models.calendar import SlotKey


class Op(StrEnum):
    BOOK = "book"
    CANCEL = "cancel"


class OnFull(StrEnum):
    REFUSE = "refuse"
    WAIT = "wait"


class Verdict(StrEnum):
    BOOKED = "booked"
    HELD = "held"
    WAITLISTED = "waitlisted"
    AWAITING_VALIDATION = "awaiting_validation"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Line(Model):
    """One thing asked: `price_cents` is what the parent saw, surcharge included."""

    op: Op
    child: str
    service: str
    day: date
    price_cents: int
    on_full: OnFull = OnFull.REFUSE
    group: str | None = None

    @property
    def key(self) -> SlotKey:
        return SlotKey(self.child, self.service, self.day)


class Submission(Model):
    """Lines with the key they were first sent under. The same key again is the same submission."""

    key: str
    lines: tuple[Line, ...]


class ReceiptLine(Model):
    op: Op
    child: str
    service: str
    day: date
    verdict: Verdict
    code: str
    params: dict[str, str] = Field(default_factory=dict)
    price_cents: int
    position: int | None = None
    child_name: str
    service_name: str


class FollowUp(Model):
    """What happened later to a line of a receipt (place freed, cancelled by the city …)."""

    at: datetime
    child: str
    service: str
    day: date
    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Receipt(Model):
    """`total_cents` = booked and held − cancelled. `number` is for people ("2026-001482")."""

    source: str
    number: str
    received_at: datetime
    by: str
    total_cents: int
    lines: tuple[ReceiptLine, ...]
    follow_ups: tuple[FollowUp, ...] = ()


class Preview(Model):
    """The verdicts and price a submission would get now; nothing is written."""

    source: str
    now: datetime
    total_cents: int
    lines: tuple[ReceiptLine, ...]


class ReceiptSummary(Model):
    source: str
    number: str
    received_at: datetime
    by: str
    total_cents: int
    line_count: int
    refused_count: int


class ReceiptPage(Model):
    """Newest first; `next` is the opaque cursor of the following page, None at the end."""

    items: tuple[ReceiptSummary, ...]
    next: str | None
