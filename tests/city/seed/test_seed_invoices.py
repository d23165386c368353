"""The demonstration family's invoices: a year of them, in every state, and never against what was booked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from city.bookings.models import BookingRow
from city.database import Database
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.mail.models import MailRow
from city.seed.demonstration import seed
from city.towns import Town
from tests.city.city import SETTINGS, START, City
from tests.city.seed.test_seed import MOMENTS, as_camille


async def invoices_at(database: Database, town: Town, at: datetime) -> tuple[City, list[dict[str, Any]]]:
    city = City(town, database)
    city.clock.set(at)
    await seed(database, town, city.clock, SETTINGS)
    await as_camille(city)
    return city, list((await city.client.get("/invoices")).json()["items"])


async def test_on_the_day_of_the_pictures_there_is_one_of_each(database: Database, town: Town) -> None:
    city, found = await invoices_at(database, town, START)
    states = [row["state"] for row in found]
    assert (states[0], states[1], states.count("paid"), states.count("credited")) == ("due", "overdue", 9, 1)
    details = [(await city.client.get(f"/invoices/{row['number']}")).json() for row in found]
    assert {paid["means"] for row in details for paid in row["payments"]} == {"card", "debit", "cash", "cheque"}
    note = next(row for row in found if row["state"] == "credited")
    taken = next(row for row in details if row["number"] == note["carried_to"])
    assert [line["total_cents"] for line in taken["lines"] if line["kind"] == "credit"] == [note["total_cents"]]
    statements = (await city.client.get("/tax-statements")).json()["items"]
    assert [(item["year"], item["ready"]) for item in statements] == [(2026, False), (2025, True)]
    papers = [f"/invoices/{found[0]['number']}/pdf", f"/invoices/{note['number']}/pdf"]
    papers += [f"/payments/{row['id']}/receipt" for row in (await city.client.get("/payments")).json()["items"][:1]]
    for paper in papers:
        assert (await city.client.get(paper)).content.startswith(b"%PDF-")
    told = (await city.client.get("/notifications")).json()["items"]
    unread = [item["params"]["title"] for item in told if item["kind"] == "invoice" and not item["read"]]
    assert unread == ["Octobre 2026"]
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(MailRow)) == 0
    await city.run_jobs()
    await city.close()


@pytest.mark.parametrize("at", MOMENTS)
async def test_on_any_day_what_was_booked_is_what_is_billed(database: Database, town: Town, at: str) -> None:
    now = datetime.fromisoformat(at)
    city, _found = await invoices_at(database, town, now)
    async with database.transaction() as session:
        billed = await session.scalar(
            select(func.coalesce(func.sum(BookingRow.price_cents), 0)).where(BookingRow.invoice_line_id.is_not(None))
        )
        lines = await session.scalar(
            select(func.coalesce(func.sum(InvoiceLineRow.total_cents), 0)).where(
                InvoiceLineRow.kind.in_(["booking", "surcharge"])
            )
        )
        latest = await session.scalar(select(func.max(InvoiceRow.issued_at)))
        late = await session.scalar(
            select(func.count()).where(BookingRow.invoice_line_id.is_not(None), BookingRow.day >= now.date())
        )
    assert billed == lines
    assert latest is None or latest <= now
    assert late == 0
    await city.close()
