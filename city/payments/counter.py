"""Payments at the counter: cash and cheques that the régisseur takes. The desk calls it and audits it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import NotFound
from city.events import Topic, tell
from city.ids import new_id
from city.invoices import repository as invoices
from city.invoices.numbers import number_of
from city.invoices.service import state_of
from city.invoices.settling import take_money
from city.payments.models import PaymentRow
from city.payments.refusals import NotPayable, TotalChanged


@dataclass(frozen=True, slots=True)
class Taken:
    """What was handed over for one invoice; `reference` is the receipt's or the cheque's number."""

    cents: int
    means: Literal["cash", "cheque"]
    reference: str


async def pay_at_counter(session: AsyncSession, invoice_id: str, taken: Taken, now: datetime) -> PaymentRow:
    """Pays one invoice in full, in the session's (writing) transaction; `now` in the town's time.

    An order that runs at the bank meanwhile is not stopped: should it be paid too, that is deducted from the next
    invoice. Raises NotFound, NotPayable, TotalChanged.
    """
    found = await invoices.lock(session, [invoice_id])
    if not found:
        raise NotFound()
    (row,) = found
    if row.left_cents <= 0:
        state = state_of(row, now.date(), running=False)
        raise NotPayable({"number": number_of(row.year, row.serial), "state": state.value})
    if taken.cents != row.left_cents:
        raise TotalChanged({"total_cents": row.left_cents})
    take_money(row, taken.cents, now.date())
    paid = PaymentRow(
        id=new_id("y"),
        household_id=row.household_id,
        invoice_id=row.id,
        order_id=None,
        cents=taken.cents,
        means=taken.means,
        at=now,
        reference=taken.reference,
    )
    session.add(paid)
    await tell(session, row.household_id, Topic.INVOICES, now=now)
    await session.flush()
    return paid
