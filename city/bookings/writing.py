"""Writing a decided ledger: bookings, places, and what followed for earlier receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.booking import Booking
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.repository import upsert
from city.bookings.states import BookingState, EndedBy
from city.ids import new_id
from city.submissions.models import FollowUpRow

_FOLLOW_UPS = {
    EndedBy.HOLD_EXPIRED: "HOLD_EXPIRED",
    EndedBy.LIST_CLOSED: "WAITING_LIST_CLOSED",
    EndedBy.CITY: "CANCELLED_BY_CITY",
}


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes the bookings of a ledger; nobody for what the city does by itself."""

    person_id: str | None = None


async def write_ledger(session: AsyncSession, ledger: Ledger, author: Author, now: datetime) -> None:
    """Writes all that was decided. What is told to others is a follow-up of the receipt of their booking."""
    if ledger.changed:
        await _update(session, list(ledger.changed.values()), now)
        told = [row for booking in ledger.changed.values() if (row := _follow_up(booking, now))]
        if told:
            await session.execute(insert(FollowUpRow), told)
    if ledger.added:
        rows = [_row(booking, author, now) for booking in ledger.added.values()]
        await session.execute(insert(BookingRow), rows)
    await _write_places(session, ledger)


async def _update(session: AsyncSession, bookings: list[Booking], now: datetime) -> None:
    names = ("state", "price_cents", "held_until", "ended_by", "ended_submission_id", "end_reason")
    table: Any = BookingRow.__table__
    statement = (
        update(table)
        .where(table.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in names} | {"changed_at": bindparam("new_changed_at")})
    )
    values = [
        {"key": booking.id, "new_changed_at": now} | {f"new_{name}": _plain(getattr(booking, name)) for name in names}
        for booking in bookings
    ]
    connection = await session.connection()
    await connection.execute(statement, values)


async def _write_places(session: AsyncSession, ledger: Ledger) -> None:
    if not ledger.touched:
        return
    rows = [
        {"day": day, "counter": counter, "taken": places.taken, "queued": places.queued}
        for day, counter in sorted(ledger.touched)
        if (places := ledger.places.get((day, counter)))
    ]
    statement = upsert(session, CounterDayRow)
    statement = statement.on_conflict_do_update(
        index_elements=["day", "counter"],
        set_={"taken": statement.excluded.taken, "queued": statement.excluded.queued},
    )
    await session.execute(statement, rows)


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
        "invoiced": booking.invoiced,
    }


def _follow_up(booking: Booking, now: datetime) -> dict[str, Any] | None:
    if booking.submission_id is None:
        return None
    if booking.state in (BookingState.BOOKED, BookingState.HELD):
        code = "PLACE_FREED"
    else:
        code = _FOLLOW_UPS.get(booking.ended_by or EndedBy.PARENT, "")
    if not code:
        return None
    params = {"reason": booking.end_reason} if booking.end_reason else {}
    return {
        "id": new_id("f"),
        "submission_id": booking.submission_id,
        "at": now,
        "child_id": booking.child_id,
        "service": booking.service,
        "day": booking.day,
        "code": code,
        "params": params,
    }


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, BookingState | EndedBy) else value
