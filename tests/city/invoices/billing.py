"""Short ways to have something to invoice: bookings of November 2026, looked at from December."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import httpx
from sqlalchemy import select

from city.bookings.models import BookingRow
from city.ids import new_id
from city.invoices.issuing import Issued, Run, issue
from city.invoices.models import InvoiceRow
from tests.city.city import City

NOVEMBER = Run(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = Run(date(2026, 12, 1), date(2026, 12, 31))
DECEMBER_2 = datetime.fromisoformat("2026-12-02T09:00+01:00")


def nov(day: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, day)


async def booked(
    city: City,
    child: str,
    service: str,
    day: date,
    *,
    cents: int = 385,
    surcharge: int = 0,
    state: str = "present",
    household: str = "h_martin",
) -> str:
    """A booking as it stands after its day; its id. `cents` includes the surcharge."""
    at = datetime.fromisoformat("2026-10-01T08:00+02:00")
    identity = new_id("b")
    async with city.database.transaction(write=True) as session:
        session.add(
            BookingRow(
                id=identity, household_id=household, child_id=child, service=service, day=day, state=state,
                price_cents=cents, surcharge_cents=surcharge, counters=(), made_at=at, changed_at=at,
            )
        )  # fmt: skip
    return identity


async def run(city: City, wanted: Run = NOVEMBER, at: datetime = DECEMBER_2) -> Issued:
    """Runs the invoicing at an instant, where the city's clock then stands."""
    city.clock.set(at)
    async with city.database.transaction(write=True) as session:
        return await issue(session, city.town, wanted, at)


async def rows(city: City, household: str = "h_martin") -> list[InvoiceRow]:
    """The household's invoices in the order of their numbers."""
    async with city.database.transaction() as session:
        query = select(InvoiceRow).where(InvoiceRow.household_id == household)
        return list(await session.scalars(query.order_by(InvoiceRow.year, InvoiceRow.serial)))


async def listed(client: httpx.AsyncClient, group: str = "all") -> list[dict[str, Any]]:
    """The invoices of a group as the API lists them."""
    answer = await client.get("/invoices", params={"group": group})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def detail(client: httpx.AsyncClient, number: str) -> dict[str, Any]:
    """One invoice."""
    answer = await client.get(f"/invoices/{number}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
