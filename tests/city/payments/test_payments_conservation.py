"""No cent appears or disappears: what was billed less what was credited is what was paid, is left, or waits."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from city.bookings.models import BookingRow
from city.ids import new_id
from city.invoices.issuing import Run
from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.numbers import number_of
from city.invoices.repository import SUM_WAITS
from city.invoices.settling import credit
from city.payments.counter import Taken, pay_at_counter
from city.payments.models import PaymentOrderRow, PaymentRow
from city.towns import Town
from tests.city.bank.memory import PAID
from tests.city.city import City
from tests.city.databases import LentDatabase
from tests.city.invoices.billing import DECEMBER_2, booked, run
from tests.city.payments.test_payments_interleavings import PLAYED, played
from tests.city.payments.tills import begun, notify

__all__ = ["played"]
EVER = Run(date(2020, 1, 1), date(2026, 11, 30))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("book"), st.sampled_from([30, 99, 385, 1220])),
        st.tuples(st.just("run"), st.just(0)),
        st.tuples(st.just("order"), st.just(0)),
        st.tuples(st.just("paid"), st.just(0)),
        st.tuples(st.just("counter"), st.just(0)),
        st.tuples(st.just("credit"), st.integers(0, 3)),
    ),
    min_size=4,
    max_size=16,
)


@PLAYED
@given(steps=STEPS)
def test_every_cent_is_somewhere(played: LentDatabase, town: Town, steps: list[tuple[str, int]]) -> None:
    asyncio.run(_play(played, town, [("book", 1220), ("run", 0), *steps]))


async def _play(database: LentDatabase, town: Town, steps: list[tuple[str, int]]) -> None:
    city = City(town, database)
    city.clock.set(DECEMBER_2)
    city.bank.prefix = new_id("bank")
    orders: list[str] = []
    for what, how in steps:
        await _step(city, what, how, orders)
        billed, credited, paid, left, waiting = await _sums(city)
        assert billed - credited == paid + left + waiting
    await city.close()
    await database.rest()


async def _step(city: City, what: str, how: int, orders: list[str]) -> None:
    if what == "book":
        day = date(2020, 1, 1) + timedelta(days=await _count(city, BookingRow))
        await booked(city, "c_zoe", "cantine", day, cents=how, household="h_petit", state="booked")
    elif what == "run":
        await run(city, EVER)
    elif what == "order" and (row := await _due(city)) and row.left_cents >= 100:
        jules = await city.sign_in("jules")
        number = number_of(row.year, row.serial)
        answer = await jules.get(f"/invoices/{number}")
        if answer.json()["state"] != "paying":
            order = await begun(jules, number, cents=row.left_cents, key=f"{number}-{row.left_cents}")
            orders.append(order["id"])
    elif what == "paid" and orders:
        await _bank_says_paid(city, orders.pop())
    elif what == "counter" and (row := await _due(city)):
        async with city.database.transaction(write=True) as session:
            await pay_at_counter(session, row.id, Taken(row.left_cents, "cash", "Q1"), DECEMBER_2)
    elif what == "credit":
        async with city.database.transaction(write=True) as session:
            ids = list(await session.scalars(select(BookingRow.id).order_by(BookingRow.day.desc()).limit(4)))
            await credit(session, city.town, ids[how : how + 2], "Grève", DECEMBER_2)


async def _bank_says_paid(city: City, order: str) -> None:
    async with city.database.transaction() as session:
        bank_id = (await session.get_one(PaymentOrderRow, order)).bank_id
    assert bank_id is not None
    city.bank.words[bank_id] = PAID
    await notify(city, bank_id)


async def _due(city: City) -> InvoiceRow | None:
    async with city.database.transaction() as session:
        rows = await session.scalars(select(InvoiceRow).order_by(InvoiceRow.serial.desc()))
        return next((row for row in rows if row.left_cents > 0), None)


async def _count(city: City, table: Any) -> int:
    async with city.database.transaction() as session:
        return int(await session.scalar(select(func.count()).select_from(table)) or 0)


async def _sums(city: City) -> tuple[int, int, int, int, int]:
    async with city.database.transaction() as session:

        async def total(column: Any, *where: Any) -> int:
            return int(await session.scalar(select(func.coalesce(func.sum(column), 0)).where(*where)) or 0)

        invoices = await session.scalars(select(InvoiceRow))
        waits = await total(CarriedSumRow.cents, SUM_WAITS)
        twice = await total(-CarriedSumRow.cents, CarriedSumRow.kind == "overpayment")
        return (
            await total(BookingRow.price_cents, BookingRow.invoice_line_id.is_not(None)),
            await total(BookingRow.price_cents, BookingRow.credit_line_id.is_not(None)),
            await total(PaymentRow.cents) + twice,
            sum(row.left_cents for row in invoices),
            waits,
        )
