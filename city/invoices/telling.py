"""Telling households of their invoices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import Database
from city.events import Topic
from city.events.changes import tell_all
from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of
from city.invoices.repository import IS_DUE
from city.jobs import Job, Work
from city.notifications import Kind, Notice, Target, notify_all
from city.towns import Town

_LATE_AT_MOST = timedelta(days=60)


async def tell_issued(
    session: AsyncSession, invoices: Sequence[InvoiceRow], now: datetime, *, quietly: bool = False
) -> None:
    """Tells each household of its new invoices; of what is carried or credited there is nothing to pay, so nothing."""
    to_pay = [row for row in invoices if row.left_cents > 0]
    await notify_all(session, [_notice(Kind.INVOICE, row) for row in to_pay], now=now, quietly=quietly)
    await tell_all(session, {row.household_id for row in invoices}, Topic.INVOICES, now=now)


async def remind_overdue(database: Database, town: Town, now: datetime) -> None:
    """Tells once of each invoice whose last day has passed. Harmless to repeat."""
    today = now.astimezone(town.time_zone).date()
    late = (InvoiceRow.due_on < today, InvoiceRow.due_on >= today - _LATE_AT_MOST, IS_DUE)
    async with database.transaction() as session:
        found = await session.scalar(select(InvoiceRow.id).where(*late).limit(1))
    if found is None:
        return
    async with database.transaction(write=True) as session:
        rows = (await session.scalars(select(InvoiceRow).where(*late))).all()
        await notify_all(session, [_notice(Kind.INVOICE_OVERDUE, row) for row in rows], now=now)


def _notice(kind: Kind, row: InvoiceRow) -> Notice:
    number = number_of(row.year, row.serial)
    params = {
        "number": number,
        "total_cents": row.left_cents,
        "due_on": row.due_on.isoformat(),
        "title": row.title,
    }
    return Notice(kind, number, params, Target("invoice", number), household_id=row.household_id)


async def _overdue(work: Work) -> None:
    await remind_overdue(work.database, work.town, work.clock.now())


INVOICE_JOBS = (Job("overdue", 3600, _overdue),)
"""For `city/schedule.py`."""
