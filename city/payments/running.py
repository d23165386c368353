"""What invoices need to know of payments: the orders that run, and the money that came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import read_rows
from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of
from city.payments.models import PaymentOrderItemRow, PaymentOrderRow, PaymentRow

_RUNNING = (
    select(
        PaymentOrderRow.id,
        PaymentOrderRow.by,
        PaymentOrderRow.created_at,
        InvoiceRow.id,
        InvoiceRow.year,
        InvoiceRow.serial,
    )
    .join(PaymentOrderItemRow, PaymentOrderItemRow.order_id == PaymentOrderRow.id)
    .join(InvoiceRow, InvoiceRow.id == PaymentOrderItemRow.invoice_id)
    .where(PaymentOrderRow.household_id == bindparam("household"), PaymentOrderItemRow.running)
    .order_by(PaymentOrderRow.created_at, PaymentOrderRow.id)
)


@dataclass(slots=True)
class Running:
    """A running order; `invoices` gives the number of each by its id."""

    id: str
    by: str
    since: datetime
    invoices: dict[str, str] = field(default_factory=dict)


async def running_orders(session: AsyncSession, household_id: str) -> list[Running]:
    """The household's running orders, oldest first."""
    rows = await read_rows(session, _RUNNING, {"household": household_id})
    found: dict[str, Running] = {}
    for order, by, since, invoice, year, serial in rows:
        found.setdefault(order, Running(order, by, since)).invoices[invoice] = number_of(year, serial)
    return list(found.values())


async def money_of(session: AsyncSession, invoice_id: str) -> Sequence[PaymentRow]:
    """What paid an invoice, in order."""
    query = select(PaymentRow).where(PaymentRow.invoice_id == invoice_id).order_by(PaymentRow.at, PaymentRow.id)
    return (await session.scalars(query)).all()


async def invoices_of(session: AsyncSession, order_id: str) -> list[tuple[InvoiceRow, int]]:
    """The invoices of an order, and the part of each in cents."""
    query = (
        select(InvoiceRow, PaymentOrderItemRow.cents)
        .join(PaymentOrderItemRow, PaymentOrderItemRow.invoice_id == InvoiceRow.id)
        .where(PaymentOrderItemRow.order_id == order_id)
        .order_by(InvoiceRow.year, InvoiceRow.serial)
    )
    return [(invoice, cents) for invoice, cents in await session.execute(query)]
