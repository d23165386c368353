"""What came in and was paid back during a period, line by line, for the régisseur to compare with the bank's and the
till's own lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.numbers import number_of
from city.payments.models import PaymentOrderRow, PaymentRow, RefundRow
from city.towns import Town


class EntryKind(StrEnum):
    """PAYMENT: for an invoice. OVERPAYMENT: it came twice and is deducted from the next invoice, or waits for it.
    PAID_BACK: it came twice and was paid back. REFUND: it was paid back (`cents` below zero) on that day."""

    PAYMENT = "payment"
    OVERPAYMENT = "overpayment"
    PAID_BACK = "paid_back"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that came in, or went back. `number` is the invoice's; `household_id` is told of a refund. A refund is of a
    day: `at` is where it begins."""

    kind: EntryKind
    at: datetime
    means: str
    reference: str
    bank_number: str | None
    number: str | None
    cents: int
    household_id: str | None = None


async def entries(session: AsyncSession, town: Town, first: date, last: date) -> list[Entry]:
    """Everything that came in or was paid back from `first` to `last` (the town's days, both included), in order."""
    begins = datetime.combine(first, time(), town.time_zone)
    ends = datetime.combine(last + timedelta(days=1), time(), town.time_zone)
    found = await _paid(session, town, begins, ends) + await _paid_twice(session, town, begins, ends)
    found += await _paid_back(session, town, first, last)
    return sorted(found, key=lambda entry: (entry.at, entry.reference, entry.number or ""))


async def _paid(session: AsyncSession, town: Town, begins: datetime, ends: datetime) -> list[Entry]:
    money = await session.execute(
        select(PaymentRow, PaymentOrderRow.bank_number, InvoiceRow.year, InvoiceRow.serial)
        .join(InvoiceRow, InvoiceRow.id == PaymentRow.invoice_id)
        .outerjoin(PaymentOrderRow, PaymentOrderRow.id == PaymentRow.order_id)
        .where(PaymentRow.at >= begins, PaymentRow.at < ends)
    )
    return [
        Entry(
            EntryKind.PAYMENT,
            row.at.astimezone(town.time_zone),
            row.means,
            row.reference,
            bank,
            number_of(year, serial),
            row.cents,
        )
        for row, bank, year, serial in money
    ]


async def _paid_twice(session: AsyncSession, town: Town, begins: datetime, ends: datetime) -> list[Entry]:
    twice = await session.execute(
        select(CarriedSumRow, PaymentOrderRow)
        .join(PaymentOrderRow, PaymentOrderRow.id == CarriedSumRow.payment_order_id)
        .where(CarriedSumRow.made_at >= begins, CarriedSumRow.made_at < ends)
    )
    return [
        Entry(
            EntryKind.PAID_BACK if sum_.refund_id else EntryKind.OVERPAYMENT,
            sum_.made_at.astimezone(town.time_zone),
            order.means or "",
            order.reference,
            order.bank_number,
            None,
            -sum_.cents,
        )
        for sum_, order in twice
    ]


async def _paid_back(session: AsyncSession, town: Town, first: date, last: date) -> list[Entry]:
    back = await session.scalars(select(RefundRow).where(RefundRow.paid_on.between(first, last)))
    return [
        Entry(
            EntryKind.REFUND,
            datetime.combine(row.paid_on, time(), town.time_zone),
            row.means,
            row.reference,
            None,
            None,
            -row.cents,
            row.household_id,
        )
        for row in back
    ]
