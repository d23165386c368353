"""What the database holds, for tests that look behind the answers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from city.bookings.models import BookingRow, CounterDayRow
from tests.city.city import City


async def states(city: City) -> dict[tuple[str, str], str]:
    """The last state of every (child, service)."""
    async with city.database.transaction() as session:
        rows = await session.scalars(select(BookingRow).order_by(BookingRow.made_at, BookingRow.id))
        return {(row.child_id, row.service): row.state for row in rows}


async def taken(city: City, counter: str, day: date) -> int:
    """The places taken in a counter on a day."""
    async with city.database.transaction() as session:
        row = await session.get(CounterDayRow, (day, counter))
        return row.taken if row else 0
