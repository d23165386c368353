"""Bookings as they stand, written straight into the database."""

from __future__ import annotations

from datetime import date

from city.bookings.models import BookingRow
from city.bookings.states import BookingState
from tests.city.city import City
from tests.city.people import CHILDREN

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
MEALS = "restauration-scolaire"


async def booked(
    city: City,
    child: str = "c_alice",
    service: str = MEALS,
    day: date = MONDAY,
    state: BookingState = BookingState.BOOKED,
    counters: tuple[str, ...] = (),
) -> str:
    """One booking of the child's first household; its id."""
    key = f"b_{child}_{service}_{day}"
    async with city.database.transaction(write=True) as session:
        session.add(
            BookingRow(
                id=key,
                household_id=CHILDREN[child][-1][0],
                child_id=child,
                service=service,
                day=day,
                state=state.value,
                price_cents=385,
                counters=counters,
                made_at=city.clock.now(),
                changed_at=city.clock.now(),
            )
        )
    return key


async def state_of(city: City, booking: str) -> str:
    """Where a booking stands."""
    async with city.database.transaction() as session:
        return (await session.get_one(BookingRow, booking)).state
