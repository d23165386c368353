"""Tables of bookings, of the places taken per counter and day, and of the city's dated exceptions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from city.bookings.states import LIVE
from city.database import Base

_LIVE = text("state IN (" + ", ".join(f"'{state}'" for state in sorted(LIVE)) + ")")
_WAITING = text("state = 'waitlisted'")
_HELD = text("state = 'held'")


class Keys(TypeDecorator[tuple[str, ...]]):
    """Some keys of the town file (they hold no space), in order."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(value.split())


class BookingRow(Base):
    """One booking of the household that made it, history included.

    `price_cents` is the price it was accepted at, `surcharge_cents` of it for being late; `former_price_cents` what it
    was before a new tariff. `counters` are those in which it takes (or waits for) a place. `queue_number` orders the
    waiting list of each counter and day. `invoice_line_id` is the line that bills it, `credit_line_id` the one that
    took it back (`city/invoices` alone writes them). A row with counters is changed only under the lock of their
    `CounterDayRow`s, one without only under the lock of its child.
    """

    __tablename__ = "booking"
    __table_args__ = (
        Index("uq_booking_live", "child_id", "service", "day", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_booking_household_day", "household_id", "day"),
        Index("ix_booking_child_day", "child_id", "day"),
        Index("ix_booking_waiting", "day", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_booking_held", "held_until", sqlite_where=_HELD, postgresql_where=_HELD),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"))
    service: Mapped[str]
    day: Mapped[date]
    state: Mapped[str]
    price_cents: Mapped[int]
    surcharge_cents: Mapped[int] = mapped_column(default=0)
    former_price_cents: Mapped[int | None]
    counters: Mapped[tuple[str, ...]] = mapped_column(Keys)
    queue_number: Mapped[int | None]
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submission.id"), index=True)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    held_until: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    ended_submission_id: Mapped[str | None] = mapped_column(ForeignKey("submission.id"))
    end_reason: Mapped[str | None]
    invoice_line_id: Mapped[str | None] = mapped_column(ForeignKey("invoice_line.id"))
    credit_line_id: Mapped[str | None] = mapped_column(ForeignKey("invoice_line.id"))


class CounterDayRow(Base):
    """The places taken in a counter on a day, and its lock: whoever changes a booking of it locks this row first.

    Rows are locked in the order (day, counter). `capacity` is the desk's own for that day and wins over the town
    file's; None = the town file's. `queued` is the last queue number given.
    """

    __tablename__ = "counter_day"
    __table_args__ = (CheckConstraint("taken >= 0", name="taken"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    counter: Mapped[str] = mapped_column(primary_key=True)
    taken: Mapped[int] = mapped_column(default=0)
    queued: Mapped[int] = mapped_column(default=0)
    capacity: Mapped[int | None]


class ClosureRow(Base):
    """A closure made at the desk, days included. No service = all of them, no school = everywhere."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="period"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    service: Mapped[str | None]
    school_id: Mapped[str | None]
    reason: Mapped[str]
    made_at: Mapped[datetime]
