"""The names behind bookings, for the desk's lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.booking import Booking
from city.bookings.states import BookingState
from city.desk.words.places import service_name
from city.households.models import ChildRow, HouseholdRow
from city.text import _, mark
from city.towns import Town

STATES = {
    BookingState.HELD: mark("place gardée, non payée"),
    BookingState.BOOKED: mark("réservé"),
    BookingState.WAITLISTED: mark("en liste d'attente"),
    BookingState.AWAITING_VALIDATION: mark("à décider"),
    BookingState.PRESENT: mark("présent"),
    BookingState.ABSENT: mark("absent"),
    BookingState.ABSENT_JUSTIFIED: mark("absence justifiée"),
    BookingState.REFUSED: mark("refusé"),
    BookingState.CANCELLED: mark("annulé"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A booking in words."""

    id: str
    day: date
    service: str
    child: str
    household_id: str
    household: str
    state: str
    invoiced: bool


async def named(session: AsyncSession, town: Town, bookings: Collection[Booking]) -> list[Named]:
    """Bookings by day, service and child."""
    ids, homes_ids = {booking.child_id for booking in bookings}, {booking.household_id for booking in bookings}
    children = {row.id: row for row in await session.scalars(select(ChildRow).where(ChildRow.id.in_(sorted(ids))))}
    homes = {
        row.id: row for row in await session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(sorted(homes_ids))))
    }
    listed = [
        Named(
            booking.id,
            booking.day,
            service_name(town, booking.service),
            f"{children[booking.child_id].last_name} {children[booking.child_id].first_name}",
            booking.household_id,
            homes[booking.household_id].name,
            _(STATES[booking.state]),
            booking.invoiced,
        )
        for booking in bookings
    ]
    return sorted(listed, key=lambda row: (row.day, row.service, row.child, row.id))
