"""New tariffs and quotients: what is booked from their day on, and not invoiced yet, is priced again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.booking import Booking
from city.bookings.models import BookingRow
from city.bookings.people import lock_pupils
from city.bookings.repository import Scope, find_bookings, in_states, load_ledger
from city.bookings.states import BookingState
from city.bookings.writing import Author, write_ledger
from city.database import Database
from city.households.models import HouseholdRow
from city.towns import Town

_PRICED = in_states(BookingState.HELD, BookingState.BOOKED, BookingState.AWAITING_VALIDATION)


async def reprice(database: Database, town: Town, now: datetime) -> None:
    """Prices the bookings of today and later again, day by day; surcharges stay, both sums are told.

    Who waits keeps the price of the day they submitted. Harmless to repeat.
    """
    today = now.astimezone(town.time_zone).date()
    async with database.transaction() as session:
        changed = await _changed(session, town, BookingRow.day >= today)
    for day in sorted({booking.day for booking in changed}):
        async with database.transaction(write=True) as session:
            await _reprice_day(session, town, day, now)


async def _reprice_day(session: AsyncSession, town: Town, day: date, now: datetime) -> None:
    changed = await _changed(session, town, BookingRow.day == day)
    pupils = await lock_pupils(session, {booking.child_id for booking in changed})
    keys = frozenset(key for booking in changed for key in booking.counter_days)
    ledger = await load_ledger(
        session, town, bonds_of(town), Scope(pupils, frozenset((day,)), keys), now=now, lock=True
    )
    prices = {booking.id: booking.price_cents for booking in changed}
    households = await _households(session, {booking.household_id for booking in changed})
    for booking in ledger.all_live():
        if booking.id in prices and booking.price_cents == prices[booking.id] and not booking.invoiced:
            new = _price(town, households[booking.household_id], booking)
            ledger.change(
                booking,
                booking.state,
                price_cents=new,
                former_price_cents=booking.price_cents,
                news="REPRICED",
            )
    await write_ledger(session, ledger, Author(), now)


async def _changed(session: AsyncSession, town: Town, when: ColumnElement[bool]) -> list[Booking]:
    found = await find_bookings(session, when, _PRICED, BookingRow.invoice_line_id.is_(None))
    households = await _households(session, {booking.household_id for booking in found})
    return [
        booking
        for booking in found
        if booking.service in town.services
        and _price(town, households[booking.household_id], booking) != booking.price_cents
    ]


def _price(town: Town, household: HouseholdRow, booking: Booking) -> int:
    quotient = household.quotient_on(booking.day)
    base = town.price_cents(booking.service, quotient=quotient, day=booking.day)
    return base + booking.surcharge_cents


async def _households(session: AsyncSession, ids: set[str]) -> dict[str, HouseholdRow]:
    rows = await session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(sorted(ids))))
    return {row.id: row for row in rows}
