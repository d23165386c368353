"""What the town owes and pays back: sums that would be deducted from an invoice that may never come."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.events import Topic, tell
from city.households.models import HouseholdRow, PersonRow
from city.ids import new_id
from city.invoices import repository as invoices
from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.repository import SUM_WAITS
from city.notifications import Kind, notify
from city.payments.models import RefundRow
from city.payments.refusals import NothingOwed, OwedChanged

Means = Literal["transfer", "cheque", "cash"]

_OWED = -func.sum(CarriedSumRow.cents)
_SINCE = func.min(case((CarriedSumRow.cents < 0, CarriedSumRow.made_at)))
_STAYS = exists().where(PersonRow.household_id == HouseholdRow.id)
_PER_HOUSEHOLD: Any = (
    select(HouseholdRow.id, HouseholdRow.name, _STAYS.label("stays"), _OWED.label("cents"), _SINCE.label("since"))
    .join(CarriedSumRow, CarriedSumRow.household_id == HouseholdRow.id)
    .where(SUM_WAITS)
    .group_by(HouseholdRow.id, HouseholdRow.name)
    .having(_OWED > 0)
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What the town owes a household in all (`cents`), since the oldest of it.

    `stays`: it has a guardian; of one that left only what its invoices say is known (`addressed_to`, a name a line).
    `due_cents`: what it still has to pay itself.
    """

    household_id: str
    name: str
    stays: bool
    cents: int
    since: datetime
    due_cents: int
    addressed_to: str


@dataclass(frozen=True, slots=True)
class Given:
    """Money given back: `on` which day, the transfer's, cheque's or receipt's number; `shown` is `fingerprint_of`
    the sums that the régisseur was shown."""

    means: Means
    on: date
    reference: str
    shown: str


async def owed(session: AsyncSession, *, first: int, count: int) -> list[Owed]:
    """The households that the town owes money, from the `first` on, those that wait longest first."""
    query = _PER_HOUSEHOLD.order_by(_SINCE, HouseholdRow.id).offset(first).limit(count)
    return [await _owed(session, row) for row in (await session.execute(query)).all()]


async def owed_to(session: AsyncSession, household_id: str) -> tuple[Owed, Sequence[CarriedSumRow]]:
    """What the town owes one household, sum by sum. Raises NothingOwed."""
    row = (await session.execute(_PER_HOUSEHOLD.where(HouseholdRow.id == household_id))).one_or_none()
    if row is None:
        raise NothingOwed
    return await _owed(session, row), await invoices.waiting_sums(session, [household_id], lock=False)


async def count_owed_to_who_left(session: AsyncSession) -> int:
    """Households without a guardian that the town owes money: no invoice will ever deduct it."""
    left = _PER_HOUSEHOLD.where(~_STAYS).subquery()
    return await session.scalar(select(func.count()).select_from(left)) or 0


def fingerprint_of(sums: Sequence[CarriedSumRow]) -> str:
    """What tells one set of waiting sums from another."""
    return hashlib.sha256(repr(sorted((row.id, row.cents) for row in sums)).encode()).hexdigest()


async def refund(session: AsyncSession, household_id: str, given: Given, now: datetime) -> RefundRow:
    """Notes that all that waits for a household was paid back, in the session's (writing) transaction.

    Sums are locked as an invoicing run locks them: each is deducted or paid back, once. Raises NothingOwed, also when
    it was noted a moment ago, OwedChanged.
    Its guardians, if it has any, are notified.
    """
    sums = await invoices.waiting_sums(session, [household_id], lock=True)
    cents = -sum(row.cents for row in sums)
    if cents <= 0:
        raise NothingOwed
    if fingerprint_of(sums) != given.shown:
        raise OwedChanged
    made = RefundRow(
        id=new_id("v"),
        household_id=household_id,
        cents=cents,
        means=given.means,
        paid_on=given.on,
        reference=given.reference,
        made_at=now,
    )
    session.add(made)
    await session.flush()
    for row in sums:
        row.refund_id = made.id
    params = {"total_cents": cents, "means": given.means, "reference": given.reference, "date": given.on.isoformat()}
    await notify(session, Kind.REFUND, key=made.id, params=params, to=None, now=now, household_id=household_id)
    await tell(session, household_id, Topic.INVOICES, now=now)
    await session.flush()
    return made


async def _owed(session: AsyncSession, row: Any) -> Owed:
    last = select(InvoiceRow.addressed_to).where(InvoiceRow.household_id == row.id)
    addressed = await session.scalar(last.order_by(InvoiceRow.issued_at.desc(), InvoiceRow.id).limit(1))
    due = await invoices.due_sum(session, row.id)
    return Owed(row.id, row.name, row.stays, int(row.cents), row.since, due, addressed or "")
