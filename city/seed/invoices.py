"""A year of invoices for the demonstration: paid in various ways, one credited, one overdue, one to pay.

They are made as real ones are: the invoicing run bills what was attended, orders are settled with the bank's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.models import BookingRow
from city.bookings.states import BookingState
from city.invoices.issuing import Run, issue
from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of
from city.invoices.settling import credit
from city.notifications.models import NotificationRow
from city.payments import repository
from city.payments.bank import Means, Outcome, Word
from city.payments.checking import settle
from city.payments.counter import Taken, pay_at_counter
from city.payments.models import PaymentOrderItemRow
from city.payments.states import OrderState
from city.seed.people import Settled
from city.text import _
from city.towns import Town

_MONTHS = 12
_ISSUED = (3, time(9, 0))
_PAID_AFTER = timedelta(days=9, hours=3)
_CREDITED_AFTER = timedelta(days=14)
_CREDITED = 4
"""Which invoice, from the newest back, has a day credited after it was paid."""
_WAYS: tuple[Means, ...] = ("card", "debit", "card", "cheque", "card", "cash")


@dataclass(frozen=True, slots=True)
class _Month:
    run: Run
    at: datetime


async def bill_the_past(session: AsyncSession, town: Town, family: Settled, now: datetime) -> None:
    """Issues and settles the invoices of the twelve months before `now` (town's time)."""
    months = [month for month in _months(town, now) if month.at <= now]
    billed = [month for month in months if await _has_bookings(session, family, month.run)]
    for place, month in enumerate(months):
        await issue(session, town, month.run, month.at)
        from_newest = len(billed) - billed.index(month) if month in billed else 0
        if from_newest > 2:
            await _settle(session, town, family, month, place, from_newest)
    await session.execute(
        update(NotificationRow)
        .where(NotificationRow.at < now - timedelta(days=40))
        .values(read_at=NotificationRow.at, announce_at=None)
    )


def _months(town: Town, now: datetime) -> Sequence[_Month]:
    """The last twelve whole months, oldest first, and when each was invoiced."""
    first = now.date().replace(day=1)
    found: list[_Month] = []
    for _count in range(_MONTHS):
        last = first - timedelta(days=1)
        day, hour = _ISSUED
        at = datetime.combine(first.replace(day=day), hour, town.time_zone)
        first = last.replace(day=1)
        found.append(_Month(Run(first, last, quietly=True), at))
    return found[::-1]


async def _has_bookings(session: AsyncSession, family: Settled, run: Run) -> bool:
    query = select(BookingRow.id).where(
        BookingRow.household_id == family.guardians[0].household_id,
        BookingRow.day.between(run.first_day, run.last_day),
        BookingRow.state == BookingState.PRESENT.value,
    )
    return await session.scalar(query.limit(1)) is not None


async def _settle(
    session: AsyncSession, town: Town, family: Settled, month: _Month, place: int, from_newest: int
) -> None:
    household = family.guardians[0].household_id
    for row in await _to_pay(session, household):
        at = month.at + _PAID_AFTER
        way = _WAYS[place % len(_WAYS)]
        if way in ("cash", "cheque"):
            await pay_at_counter(session, row.id, Taken(row.left_cents, way, f"Q{row.serial:05d}"), at)
        else:
            await _pay_online(session, town, family, row, way, at)
    if from_newest == _CREDITED:
        booking = await _first_booking(session, household, month.run.first_day, month.run.last_day)
        if booking is not None:
            await credit(session, town, [booking], _("repas non servi : grève"), month.at + _CREDITED_AFTER)


async def _to_pay(session: AsyncSession, household: str) -> list[InvoiceRow]:
    rows = await session.scalars(select(InvoiceRow).where(InvoiceRow.household_id == household))
    return [row for row in rows if row.left_cents > 0]


async def _first_booking(session: AsyncSession, household: str, first: date, last: date) -> str | None:
    query = (
        select(BookingRow.id)
        .where(
            BookingRow.household_id == household,
            BookingRow.day.between(first, last),
            BookingRow.invoice_line_id.is_not(None),
            BookingRow.state == BookingState.PRESENT.value,
            BookingRow.price_cents > 0,
        )
        .order_by(BookingRow.day, BookingRow.service, BookingRow.child_id)
    )
    found = await session.scalar(query.limit(1))
    return None if found is None else str(found)


async def _pay_online(
    session: AsyncSession, town: Town, family: Settled, row: InvoiceRow, way: Means, at: datetime
) -> None:
    guardian = family.guardians[row.serial % len(family.guardians)]
    number = number_of(row.year, row.serial)
    order_id = f"o_seed{row.year}{row.serial:06d}"
    order = {
        "id": order_id,
        "household_id": row.household_id,
        "account_id": guardian.account_id,
        "by": guardian.display_name,
        "idempotency_key": f"seed-{number}",
        "fingerprint": "",
        "reference": f"PFSEED{row.year}{row.serial:06d}",
        "total_cents": row.left_cents,
        "state": OrderState.OPEN.value,
        "created_at": at,
        "ended_at": None,
        "bank_id": f"seed-{number}",
        "pay_url": None,
        "means": None,
        "bank_number": None,
        "asked_at": None,
        "ask_at": None,
    }
    await repository.add(session, order)
    session.add(PaymentOrderItemRow(order_id=order_id, invoice_id=row.id, cents=row.left_cents, running=True))
    await session.flush()
    word = Word(Outcome.PAID, way, f"{row.serial:06d}")
    await settle(session, town, order_id, word, at + timedelta(minutes=4), quietly=True)
