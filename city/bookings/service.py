"""Bookings made by the city itself, many at once: what the seed uses, and imports from another software may.

    await place(session, town, [Placed("h_…", "c_…", "restauration-scolaire", day), …], now=clock.now())

Deadlines and registrations are not asked, so that the past can be filled; everything else holds: one live booking per
slot, places counted in the slot's counters and never more than there are, the waiting list in the order given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.booking import Booking
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger
from city.bookings.people import lock_pupils
from city.bookings.repository import Scope, load_ledger
from city.bookings.states import BookingState
from city.bookings.writing import Author, write_ledger
from city.households.models import HouseholdRow
from city.ids import new_id
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Placed:
    """A booking to make. Without `price_cents`, the town's price for the household on that day."""

    household_id: str
    child_id: str
    service: str
    day: date
    state: BookingState = BookingState.BOOKED
    price_cents: int | None = None
    invoiced: bool = False


class CannotPlace(ValueError):
    """A slot is taken twice or its counters have no place left; nothing of the batch may be kept."""


async def place(session: AsyncSession, town: Town, bookings: Sequence[Placed], *, now: datetime) -> None:
    """Makes all of `bookings` in the session's (writing) transaction. Raises CannotPlace.

    A full slot takes `BookingState.WAITLISTED` only; the first of them is first on the list.
    """
    if not bookings:
        return
    pupils = await lock_pupils(session, {item.child_id for item in bookings})
    quotients = await _households(session, {item.household_id for item in bookings})
    judges = {name: Judge(town, now.astimezone(town.time_zone), row.quotient_on) for name, row in quotients.items()}
    made = [_booking(item, judges[item.household_id], pupils[item.child_id]) for item in bookings]
    scope = Scope(
        frozenset(pupils),
        frozenset(item.day for item in bookings),
        frozenset(key for booking in made for key in booking.counter_days),
    )
    ledger = await load_ledger(session, town, bonds_of(town), scope, now=now, lock=True)
    for booking in made:
        _add(ledger, booking)
    await write_ledger(session, ledger, Author(), now)


def _booking(item: Placed, judge: Judge, pupil: Pupil) -> Booking:
    price = item.price_cents
    if price is None:
        price = judge.town.price_cents(item.service, quotient=judge.quotient_on(item.day), day=item.day)
    return Booking(
        id=new_id("b"),
        household_id=item.household_id,
        child_id=item.child_id,
        service=item.service,
        day=item.day,
        state=item.state,
        price_cents=price,
        counters=judge.counters(pupil, item.service, item.day),
        held_until=judge.hold_until(item.service) if item.state is BookingState.HELD else None,
        invoiced=item.invoiced,
    )


def _add(ledger: Ledger, booking: Booking) -> None:
    slot = f"{booking.child_id} {booking.service} {booking.day}"
    if ledger.live(booking.child_id, booking.service, booking.day) is not None:
        raise CannotPlace(f"taken already: {slot}")
    if booking.seated and ledger.room(booking.day, booking.counters) == 0:
        raise CannotPlace(f"no place left: {slot}")
    ledger.add(booking)


async def _households(session: AsyncSession, ids: set[str]) -> dict[str, HouseholdRow]:
    rows = await session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(sorted(ids))))
    return {row.id: row for row in rows}
