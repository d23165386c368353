"""Short ways to owe and to pay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import func, select

from city.ids import new_id
from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.numbers import number_of
from city.payments.models import PaymentOrderRow, PaymentRow
from tests.city.city import City

NOW = datetime.fromisoformat("2026-12-02T09:00+01:00")


async def owed(city: City, cents: int = 8640, *, household: str = "h_martin") -> str:
    """An invoice to pay; its number."""
    day = date(2026, 12, 1)
    async with city.database.transaction(write=True) as session:
        serial = 1 + int(await session.scalar(select(func.coalesce(func.max(InvoiceRow.serial), 0))) or 0)
        session.add(
            InvoiceRow(
                id=new_id("n"), household_id=household, year=2026, serial=serial, title="Novembre 2026",
                addressed_to="Famille Martin", first_day=date(2026, 11, 1), last_day=date(2026, 11, 30), issued_on=day,
                issued_at=NOW, due_on=day + timedelta(days=30), total_cents=cents, credits_id=None, paid_cents=0,
                credited_cents=0, carried_cents=0, paid_on=None,
            )
        )  # fmt: skip
    return number_of(2026, serial)


async def pay(client: httpx.AsyncClient, *numbers: str, cents: int, key: str = "k") -> httpx.Response:
    """Begins to pay; the answer as it comes."""
    body = {"invoices": list(numbers), "total_cents": cents}
    return await client.post("/payments", json=body, headers={"Idempotency-Key": key})


async def begun(client: httpx.AsyncClient, *numbers: str, cents: int = 8640, key: str = "k") -> dict[str, Any]:
    """An order that was begun."""
    answer = await pay(client, *numbers, cents=cents, key=key)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def seen(client: httpx.AsyncClient, order: dict[str, Any]) -> dict[str, Any]:
    """The order as the household sees it now."""
    return dict((await client.get(f"/payments/{order['id']}")).json())


async def invoice(client: httpx.AsyncClient, number: str) -> dict[str, Any]:
    """The invoice as the household sees it now."""
    return dict((await client.get(f"/invoices/{number}")).json())


async def notify(city: City, bank_id: str) -> None:
    """The bank knocks, as PayFiP does."""
    answer = await city.client.post("/payments/notifications", content=f"idop={bank_id}")
    assert answer.status_code == 200


async def money(city: City) -> tuple[int, int, int]:
    """What came in for invoices, what came too much, and the sum of all orders that were paid."""
    async with city.database.transaction() as session:
        paid = await session.scalar(select(func.coalesce(func.sum(PaymentRow.cents), 0)))
        too_much = await session.scalar(
            select(func.coalesce(func.sum(-CarriedSumRow.cents), 0)).where(CarriedSumRow.kind == "overpayment")
        )
        orders = await session.scalar(
            select(func.coalesce(func.sum(PaymentOrderRow.total_cents), 0)).where(PaymentOrderRow.state == "paid")
        )
    return int(paid or 0), int(too_much or 0), int(orders or 0)
