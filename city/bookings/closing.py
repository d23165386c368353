"""Closing by the city: what was booked on the closed days is cancelled free of charge, and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.booking import Booking
from city.bookings.closures import change_closures, load_closures
from city.bookings.ending import close_with_dependants
from city.bookings.judging import Closure, Judge
from city.bookings.models import BookingRow, ClosureRow
from city.bookings.people import lock_pupils
from city.bookings.promotion import promote
from city.bookings.repository import IS_LIVE, Scope, find_bookings, load_ledger
from city.bookings.states import LIVE
from city.bookings.writing import Author, write_ledger
from city.ids import new_id
from city.invoices.settling import credit
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closure cancelled. Attended ones are left as they are."""

    closure_id: str
    cancelled: list[Booking]


async def close(session: AsyncSession, town: Town, closure: Closure, *, now: datetime) -> Closed:
    """Closes days in the session's (writing) transaction; bookings and waiting lines become « annulé par la ville »,
    and what of them was invoiced is credited.

    A submission in flight ends before the closure begins, and its bookings are closed with the others; one that comes
    meanwhile waits, and finds the days closed. Receipts keep what they said and get a follow-up. To preview it, roll
    the transaction back.
    """
    await change_closures(session)
    identity = new_id("k")
    session.add(
        ClosureRow(
            id=identity,
            first_day=closure.first_day,
            last_day=closure.last_day,
            service=closure.service,
            school_id=closure.school_id,
            reason=closure.reason,
            made_at=now,
        )
    )
    await session.flush()
    closures = await load_closures(session, closure.first_day, closure.last_day)
    judge = Judge(town, now.astimezone(town.time_zone), lambda _day: None, closures)
    found = await find_bookings(session, BookingRow.day.between(closure.first_day, closure.last_day), IS_LIVE)
    pupils = await lock_pupils(session, {booking.child_id for booking in found})
    scope = Scope(
        pupils,
        frozenset(booking.day for booking in found),
        frozenset(key for booking in found for key in booking.counter_days),
    )
    bonds = bonds_of(town)
    ledger = await load_ledger(session, town, bonds, scope, now=now, lock=True)
    cancelled: list[Booking] = []
    for booking in ledger.all_live():
        closed = closure.closes(booking.service, ledger.pupils[booking.child_id].school_id, booking.day)
        if closed and booking.state in LIVE and not booking.attended:
            cancelled += close_with_dependants(ledger, bonds, booking, closure.reason)
    promote(ledger, judge, bonds)
    await write_ledger(session, ledger, Author(), now)
    invoiced = [booking.id for booking in cancelled if booking.invoiced]
    await credit(session, town, invoiced, closure.reason, now.astimezone(town.time_zone))
    return Closed(identity, cancelled)
