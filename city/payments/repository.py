"""The SQL of payments. What parents read is of one household: not its own is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.bookings.repository import upsert
from city.invoices.models import InvoiceRow
from city.invoices.numbers import Place, number_of
from city.payments.models import PaymentOrderItemRow, PaymentOrderRow
from city.payments.states import RUNNING

PAGE = 20


def of_household(household_id: str) -> Select[PaymentOrderRow]:
    """The base statement: the orders of one household."""
    return select(PaymentOrderRow).where(PaymentOrderRow.household_id == household_id)


async def one(session: AsyncSession, household_id: str, order_id: str) -> PaymentOrderRow | None:
    """One order of the household, fresh."""
    query = of_household(household_id).where(PaymentOrderRow.id == order_id)
    return (await session.scalars(query.execution_options(populate_existing=True))).one_or_none()


async def page(
    session: AsyncSession, household_id: str, before: tuple[datetime, str] | None
) -> Sequence[PaymentOrderRow]:
    """Up to one more than a page, newest first."""
    query = of_household(household_id)
    if before is not None:
        query = query.where(tuple_(PaymentOrderRow.created_at, PaymentOrderRow.id) < before)
    newest = query.order_by(PaymentOrderRow.created_at.desc(), PaymentOrderRow.id.desc())
    return (await session.scalars(newest.limit(PAGE + 1))).all()


async def of_key(session: AsyncSession, account_id: str, key: str) -> PaymentOrderRow | None:
    """The order that an account began under a key."""
    query = select(PaymentOrderRow).where(
        PaymentOrderRow.account_id == account_id, PaymentOrderRow.idempotency_key == key
    )
    return (await session.scalars(query)).one_or_none()


async def lock(session: AsyncSession, order_id: str) -> PaymentOrderRow | None:
    """An order of any household, fresh; nobody else decides on it until the transaction ends."""
    query = select(PaymentOrderRow).where(PaymentOrderRow.id == order_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).one_or_none()


async def lock_invoices(session: AsyncSession, household_id: str, places: Collection[Place]) -> list[InvoiceRow]:
    """Those of the household's invoices, in the order of ids, locked; others' are simply not found."""
    query = (
        select(InvoiceRow)
        .where(
            InvoiceRow.household_id == household_id,
            tuple_(InvoiceRow.year, InvoiceRow.serial).in_(sorted(places)),
        )
        .order_by(InvoiceRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query))


async def running_on(session: AsyncSession, invoices: Collection[str]) -> PaymentOrderRow | None:
    """A running order on one of these invoices."""
    query = (
        select(PaymentOrderRow)
        .join(PaymentOrderItemRow, PaymentOrderItemRow.order_id == PaymentOrderRow.id)
        .where(PaymentOrderItemRow.invoice_id.in_(sorted(invoices)), PaymentOrderItemRow.running)
        .order_by(PaymentOrderRow.created_at)
        .limit(1)
    )
    return (await session.scalars(query)).one_or_none()


async def add(session: AsyncSession, values: dict[str, Any]) -> bool:
    """Writes a new order; False when its account used the key before."""
    made = upsert(session, PaymentOrderRow).values(values)
    only_new = made.on_conflict_do_nothing(index_elements=["account_id", "idempotency_key"])
    return (await session.execute(only_new.returning(PaymentOrderRow.id))).first() is not None


async def remove(session: AsyncSession, order_id: str) -> None:
    """Takes back an order that never reached the bank."""
    await session.execute(delete(PaymentOrderItemRow).where(PaymentOrderItemRow.order_id == order_id))
    await session.execute(delete(PaymentOrderRow).where(PaymentOrderRow.id == order_id))


async def opened(session: AsyncSession, order_id: str, bank_id: str, pay_url: str, ask_at: datetime) -> bool:
    """Notes the bank's own id; False when the order was given up meanwhile."""
    noted = await session.execute(
        update(PaymentOrderRow)
        .where(PaymentOrderRow.id == order_id, PaymentOrderRow.state.in_(_states()))
        .values(bank_id=bank_id, pay_url=pay_url, ask_at=ask_at)
        .returning(PaymentOrderRow.id)
        .execution_options(synchronize_session=False)
    )
    return noted.first() is not None


async def items(session: AsyncSession, order_id: str) -> list[PaymentOrderItemRow]:
    """The invoices of an order and their parts."""
    query = select(PaymentOrderItemRow).where(PaymentOrderItemRow.order_id == order_id)
    return list(await session.scalars(query.order_by(PaymentOrderItemRow.invoice_id)))


async def stop_running(session: AsyncSession, order_id: str) -> None:
    """Frees the invoices of an order for another one."""
    await session.execute(
        update(PaymentOrderItemRow).where(PaymentOrderItemRow.order_id == order_id).values(running=False)
    )


async def numbers(session: AsyncSession, orders: Collection[str]) -> dict[str, list[str]]:
    """The numbers of the invoices of each order."""
    rows = await session.execute(
        select(PaymentOrderItemRow.order_id, InvoiceRow.year, InvoiceRow.serial)
        .join(InvoiceRow, InvoiceRow.id == PaymentOrderItemRow.invoice_id)
        .where(PaymentOrderItemRow.order_id.in_(sorted(orders)))
        .order_by(InvoiceRow.year, InvoiceRow.serial)
    )
    found: dict[str, list[str]] = {order: [] for order in orders}
    for order, year, serial in rows:
        found[order].append(number_of(year, serial))
    return found


async def of_bank_id(session: AsyncSession, bank_id: str) -> str | None:
    """The order behind the bank's own id."""
    found = await session.scalar(select(PaymentOrderRow.id).where(PaymentOrderRow.bank_id == bank_id))
    return None if found is None else str(found)


async def to_ask(session: AsyncSession, now: datetime, count: int) -> list[str]:
    """Orders of which the bank is to be asked, longest due first."""
    query = select(PaymentOrderRow.id).where(PaymentOrderRow.ask_at <= now).order_by(PaymentOrderRow.ask_at)
    return list(await session.scalars(query.limit(count)))


async def emails_of(session: AsyncSession, household_id: str, first: str) -> list[str]:
    """The addresses of the household's accounts, that of the account `first` before the others."""
    mine = select(AccountRow.email).where(AccountRow.household_id == household_id)
    return list(await session.scalars(mine.order_by(AccountRow.id != first, AccountRow.id)))


def _states() -> list[str]:
    return sorted(state.value for state in RUNNING)
