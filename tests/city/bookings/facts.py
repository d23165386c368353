"""What the database holds, for tests that look behind the answers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, select, update

from city.bookings.models import BookingRow, CounterDayRow
from city.invoices.models import InvoiceLineRow, InvoiceRow
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


async def mark_invoiced(city: City, *where: ColumnElement[bool]) -> None:
    """Puts the bookings on an invoice, as a run of before would have."""
    day = date(2026, 11, 1)
    async with city.database.transaction(write=True) as session:
        session.add(
            InvoiceRow(
                id="n_before", household_id="h_martin", year=2026, serial=1, title="", addressed_to="", first_day=day,
                last_day=day, issued_on=day, issued_at=city.clock.now(), due_on=day, total_cents=0, credits_id=None,
                paid_cents=0, credited_cents=0, carried_cents=0, paid_on=None,
            )
        )  # fmt: skip
        await session.flush()
        session.add(
            InvoiceLineRow(
                id="l_before", invoice_id="n_before", position=0, kind="booking", quantity=0, unit_cents=0,
                total_cents=0,
            )
        )  # fmt: skip
        await session.flush()
        await session.execute(update(BookingRow).where(*where).values(invoice_line_id="l_before"))
