"""Bookings that a town wants an agent to decide: accepted with a place, or refused with the city's words.

Linked services stand or fall together; what cannot be held without a refused one ends with it. The receipt says so
by a follow-up (`VALIDATED`, `REFUSED`, `CANCELLED_BY_CITY`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import Bonds, bonds_of
from city.bookings.booking import Booking
from city.bookings.closures import load_closures
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow
from city.bookings.people import lock_pupils
from city.bookings.promotion import promote
from city.bookings.refusals import DecidedAlready, NoPlaceLeft
from city.bookings.repository import Scope, find_bookings, load_ledger
from city.bookings.states import BookingState, EndedBy
from city.bookings.writing import Author, write_ledger
from city.errors import NotFound
from city.households.models import ChildRow, HouseholdRow
from city.towns import Town

_AWAITING = BookingRow.state == BookingState.AWAITING_VALIDATION.value


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A booking to decide. `left`: places left in its counters, None = unlimited."""

    booking: Booking
    child_name: str
    household_id: str
    household_name: str
    made_at: datetime
    left: int | None


async def how_many_await(session: AsyncSession, today: date) -> int:
    """Bookings of today and later that nobody decided yet."""
    query = select(func.count()).select_from(BookingRow).where(_AWAITING, BookingRow.day >= today)
    return await session.scalar(query) or 0


async def awaiting(session: AsyncSession, town: Town, now: datetime, limit: int = 200) -> list[Awaiting]:
    """Those to decide from today on, first asked first within a day."""
    today = now.astimezone(town.time_zone).date()
    rows = await session.execute(
        select(BookingRow.id, BookingRow.made_at, ChildRow.first_name, ChildRow.last_name, HouseholdRow.name)
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .join(HouseholdRow, HouseholdRow.id == BookingRow.household_id)
        .where(_AWAITING, BookingRow.day >= today)
        .order_by(BookingRow.day, BookingRow.made_at, BookingRow.id)
        .limit(limit)
    )
    told = {row[0]: row[1:] for row in rows}
    bookings = {booking.id: booking for booking in await find_bookings(session, BookingRow.id.in_(sorted(told)))}
    keys = frozenset(key for booking in bookings.values() for key in booking.counter_days)
    ledger = await load_ledger(session, town, bonds_of(town), Scope({}, frozenset(), keys), now=now, lock=False)
    return [
        Awaiting(
            bookings[key],
            f"{first_name} {last_name}",
            bookings[key].household_id,
            household,
            made_at,
            ledger.room(bookings[key].day, bookings[key].counters),
        )
        for key, (made_at, first_name, last_name, household) in told.items()
    ]


async def accept(session: AsyncSession, town: Town, booking_id: str, now: datetime) -> list[Booking]:
    """Gives the place, with the linked services that await the same. Raises NotFound, DecidedAlready, NoPlaceLeft."""
    ledger, judge, booking = await _open(session, town, booking_id, now)
    chain = _chain(ledger, bonds_of(town), booking)
    for each in chain:
        if ledger.room(each.day, each.counters) == 0:
            raise NoPlaceLeft({"service": each.service, "day": each.day.isoformat()})
        until = judge.hold_until(each.service)
        state = BookingState.HELD if until else BookingState.BOOKED
        ledger.change(each, state, held_until=until, news="VALIDATED")
    await write_ledger(session, ledger, Author(), now)
    return chain


async def refuse(session: AsyncSession, town: Town, booking_id: str, reason: str, now: datetime) -> list[Booking]:
    """Refuses it, with what cannot be held without it; places that become free are given on.

    Raises NotFound, DecidedAlready.
    """
    ledger, judge, booking = await _open(session, town, booking_id, now)
    bonds = bonds_of(town)
    ended = _refused(ledger, bonds, booking, reason)
    promote(ledger, judge, bonds)
    await write_ledger(session, ledger, Author(), now)
    return ended


def _refused(ledger: Ledger, bonds: Bonds, booking: Booking, reason: str) -> list[Booking]:
    waited = booking.state in (BookingState.AWAITING_VALIDATION, BookingState.WAITLISTED)
    state, news = (BookingState.REFUSED, "REFUSED") if waited else (BookingState.CANCELLED, "CANCELLED_BY_CITY")
    ended = [booking]
    others = ledger.with_same_owner(booking)
    ledger.change(booking, state, ended_by=EndedBy.CITY, end_reason=reason, news=news)
    for name in sorted(bonds.needed_by(booking.service) & others.keys()):
        other = ledger.live(booking.child_id, name, booking.day)
        if other is not None and not other.attended and not other.invoiced:
            ended += _refused(ledger, bonds, other, reason)
    return ended


def _chain(ledger: Ledger, bonds: Bonds, first: Booking) -> list[Booking]:
    """What must be accepted together with `first`. Raises NoPlaceLeft when one of it waits for a place itself."""
    mine = ledger.with_same_owner(first)
    chain, todo = [first], [first.service]
    while todo:
        for needed in sorted(bonds.needs(todo.pop()) & mine.keys()):
            other = mine[needed]
            if other.state is BookingState.WAITLISTED:
                raise NoPlaceLeft({"service": other.service, "day": other.day.isoformat()})
            if other.state is BookingState.AWAITING_VALIDATION and other not in chain:
                chain.append(other)
                todo.append(needed)
    return chain


async def _open(session: AsyncSession, town: Town, booking_id: str, now: datetime) -> tuple[Ledger, Judge, Booking]:
    found = await find_bookings(session, BookingRow.id == booking_id)
    if not found:
        raise NotFound
    (before,) = found
    pupils = await lock_pupils(session, {before.child_id})
    scope = Scope(pupils, frozenset((before.day,)), frozenset(before.counter_days))
    ledger = await load_ledger(session, town, bonds_of(town), scope, now=now, lock=True)
    booking = ledger.live(before.child_id, before.service, before.day)
    if booking is None or booking.id != booking_id or booking.state is not BookingState.AWAITING_VALIDATION:
        raise DecidedAlready
    closures = await load_closures(session, before.day, before.day)
    return ledger, Judge(town, now.astimezone(town.time_zone), lambda _day: None, closures), booking
