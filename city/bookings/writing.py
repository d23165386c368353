"""Writing a decided ledger: bookings, places, and what followed for earlier receipts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.booking import Booking
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.repository import on_postgres
from city.bookings.states import BookingState, EndedBy
from city.bookings.telling import tell_households
from city.database import connection_of
from city.ids import new_id
from city.submissions.models import FollowUpRow

_CHANGING = ("state", "price_cents", "held_until", "ended_by", "ended_submission_id", "end_reason")
_BOOKING: Any = BookingRow.__table__
_PLACES: Any = CounterDayRow.__table__
_MAKE = insert(_BOOKING)
_FOLLOW_UP: Any = FollowUpRow.__table__
_TELL = insert(_FOLLOW_UP)
_CHANGE = (
    update(_BOOKING)
    .where(_BOOKING.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in (*_CHANGING, "changed_at")})
)
_REPRICE = update(_BOOKING).where(_BOOKING.c.id == bindparam("key")).values(former_price_cents=bindparam("new_former"))
_COUNTED: dict[str, Any] = {"taken": bindparam("now_taken"), "queued": bindparam("now_queued")}
_COUNT = (
    update(_PLACES)
    .where(_PLACES.c.day == bindparam("on_day"), _PLACES.c.counter == bindparam("in_counter"))
    .values(_COUNTED)
)
"""PostgreSQL: the rows are there, since they were locked."""
_COUNT_ANEW = (
    sqlite.insert(_PLACES)
    .values({"day": bindparam("on_day"), "counter": bindparam("in_counter")} | _COUNTED)
    .on_conflict_do_update(index_elements=["day", "counter"], set_=_COUNTED)
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes the bookings of a ledger; nobody for what the city does by itself."""

    person_id: str | None = None


async def write_ledger(
    session: AsyncSession, ledger: Ledger, author: Author, now: datetime, *, told_otherwise: Collection[str] = ()
) -> None:
    """Writes all that was decided. What is told to others is a follow-up of the receipt of their booking.

    `told_otherwise`: bookings (ids) of which the caller notifies by itself, all of them together.
    """
    connection = await connection_of(session)
    if ledger.changed:
        changed = list(ledger.changed.values())
        await connection.execute(_CHANGE, [_changes(booking, now) for booking in changed])
        repriced = [booking for booking in changed if booking.former_price_cents is not None]
        if repriced:
            await connection.execute(_REPRICE, [_prices(booking) for booking in repriced])
        told = [row for booking in changed if (row := _follow_up(booking, now))]
        if told:
            await connection.execute(_TELL, told)
    if ledger.added:
        await connection.execute(_MAKE, [_row(booking, author, now) for booking in ledger.added.values()])
    await tell_households(session, ledger, now, told_otherwise=told_otherwise)
    touched = [(key, places) for key in sorted(ledger.touched) if (places := ledger.places.get(key))]
    if touched:
        statement = _COUNT if on_postgres(session) else _COUNT_ANEW
        await connection.execute(
            statement,
            [
                {"on_day": day, "in_counter": counter, "now_taken": places.taken, "now_queued": places.queued}
                for (day, counter), places in touched
            ],
        )


def _changes(booking: Booking, now: datetime) -> dict[str, Any]:
    return {"key": booking.id, "new_changed_at": now} | {
        f"new_{name}": _plain(getattr(booking, name)) for name in _CHANGING
    }


def _prices(booking: Booking) -> dict[str, Any]:
    return {"key": booking.id, "new_former": booking.former_price_cents}


def _row(booking: Booking, author: Author, now: datetime) -> dict[str, Any]:
    return {
        "id": booking.id,
        "household_id": booking.household_id,
        "child_id": booking.child_id,
        "service": booking.service,
        "day": booking.day,
        "state": booking.state.value,
        "price_cents": booking.price_cents,
        "surcharge_cents": booking.surcharge_cents,
        "counters": booking.counters,
        "queue_number": booking.queue_number,
        "submission_id": booking.submission_id,
        "made_by": author.person_id,
        "made_at": now,
        "changed_at": now,
        "held_until": booking.held_until,
    }


def _follow_up(booking: Booking, now: datetime) -> dict[str, Any] | None:
    if booking.submission_id is None or booking.news is None:
        return None
    params = {"reason": booking.end_reason} if booking.end_reason else {}
    if booking.former_price_cents is not None:
        params = {"from_cents": str(booking.former_price_cents), "to_cents": str(booking.price_cents)}
    return {
        "id": new_id("f"),
        "submission_id": booking.submission_id,
        "at": now,
        "child_id": booking.child_id,
        "service": booking.service,
        "day": booking.day,
        "code": booking.news,
        "params": params,
    }


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, BookingState | EndedBy) else value
