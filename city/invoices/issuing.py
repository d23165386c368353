"""The invoicing run: `preview`, then `issue`, for everybody or for one household. The desk and the seed call it.

It looks at the past bookings of a period that no invoice has. Running it twice issues nothing new; running it again
after an attendance sheet came late issues what is still missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.closures import keep_closures
from city.bookings.people import lock_pupils
from city.bookings.states import BookingState
from city.ids import new_id
from city.invoices import repository
from city.invoices.billing import Billable, Draft, DraftLine, lines_of
from city.invoices.carrying import carry, line_of_sum
from city.invoices.models import CarriedSumRow, InvoiceLineRow, InvoiceRow
from city.invoices.numbers import title_of
from city.invoices.telling import tell_issued
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Run:
    """A period to invoice, days included; `title` instead of the month's name; one household only, or all.

    `quietly`: households find their invoices without a mail or a signal.
    """

    first_day: date
    last_day: date
    title: str | None = None
    household_id: str | None = None
    quietly: bool = False


@dataclass(slots=True)
class Issued:
    """What a run issued: invoices with their lines."""

    invoices: list[InvoiceRow] = field(default_factory=list)
    lines: list[InvoiceLineRow] = field(default_factory=list)


async def preview(session: AsyncSession, town: Town, run: Run, now: datetime) -> list[Draft]:
    """The invoices that `issue` would make at `now` (town's time), by household. Writes nothing."""
    drafts, _sums = await _drafts(session, town, run, now, lock=False)
    return drafts


async def issue(session: AsyncSession, town: Town, run: Run, now: datetime) -> Issued:
    """Issues the invoices of the period in the session's (writing) transaction: all of them, or none.

    Bookings cannot be closed, cancelled or marked meanwhile: closures and children are locked, as a submission does.
    """
    drafts, sums = await _drafts(session, town, run, now, lock=True)
    issued = Issued()
    if not drafts:
        return issued
    recipients = await repository.recipients(session, [draft.household_id for draft in drafts])
    serials = await repository.next_serials(session, now.year, len(drafts))
    for draft, serial in zip(drafts, serials, strict=True):
        issued.invoices.append(_invoice(draft, serial, recipients[draft.household_id], town, run, now))
    session.add_all(issued.invoices)
    await session.flush()
    linked: dict[str, str] = {}
    for draft, invoice in zip(drafts, issued.invoices, strict=True):
        for position, line in enumerate(draft.lines):
            row = line_row(line, invoice.id, position)
            issued.lines.append(row)
            linked |= dict.fromkeys(line.bookings, row.id)
            if line.carried is not None:
                sums[line.carried].into_id = invoice.id
        if invoice.total_cents < town.till.min_cents:
            _carry_whole(session, invoice, now)
    session.add_all(issued.lines)
    await session.flush()
    await repository.link_bookings(session, "invoice_line_id", linked)
    await tell_issued(session, issued.invoices, now, quietly=run.quietly)
    return issued


async def _drafts(
    session: AsyncSession, town: Town, run: Run, now: datetime, *, lock: bool
) -> tuple[list[Draft], dict[str, CarriedSumRow]]:
    asked = (run.first_day, run.last_day, now.date(), run.household_id)
    rows = await repository.billable(session, *asked)
    if lock:
        await keep_closures(session)
        locked = await lock_pupils(session, {row.child_id for row in rows})
        rows = [row for row in await repository.billable(session, *asked) if row.child_id in locked]
    drafts = await asyncio.to_thread(_by_household, town, rows)
    sums = await repository.waiting_sums(session, [draft.household_id for draft in drafts], lock=lock)
    places = await repository.places(session, {row.from_id for row in sums if row.from_id})
    by_household = {draft.household_id: draft for draft in drafts}
    for row in sums:
        by_household[row.household_id].lines.append(line_of_sum(row, places))
    return drafts, {row.id: row for row in sums}


def _by_household(town: Town, rows: Sequence[Any]) -> list[Draft]:
    """The drafts that have something to bill, in the order of household ids."""
    order = {service: place for place, service in enumerate(town.services)}
    births = sorted({(row.birth_date, row.child_id) for row in rows})
    rank = {child: place for place, (_born, child) in enumerate(births)}
    found: dict[str, list[Billable]] = {}
    for identity, household, child, name, _born, service, day, state, price, surcharge in rows:
        known = town.services.get(service)
        label = known.name if known else service
        place = (rank[child], order.get(service, len(order)))
        item = Billable(identity, child, name, service, label, day, BookingState(state), price, surcharge, place)
        found.setdefault(household, []).append(item)
    drafts = [Draft(household, lines_of(items)) for household, items in sorted(found.items())]
    return [draft for draft in drafts if any(line.total_cents for line in draft.lines)]


def _invoice(draft: Draft, serial: int, addressed_to: str, town: Town, run: Run, now: datetime) -> InvoiceRow:
    return InvoiceRow(
        id=new_id("n"),
        household_id=draft.household_id,
        year=now.year,
        serial=serial,
        title=run.title or title_of(run.first_day, run.last_day),
        addressed_to=addressed_to,
        first_day=run.first_day,
        last_day=run.last_day,
        issued_on=now.date(),
        issued_at=now,
        due_on=now.date() + timedelta(days=town.till.due_days),
        total_cents=draft.total_cents,
        credits_id=None,
        paid_cents=0,
        credited_cents=0,
        carried_cents=0,
        paid_on=None,
    )


def _carry_whole(session: AsyncSession, invoice: InvoiceRow, now: datetime) -> None:
    """Below the least sum (or more credited than billed) nothing is to be paid now: the next invoice takes it."""
    invoice.carried_cents = invoice.total_cents
    if invoice.total_cents:
        carry(session, invoice, invoice.total_cents, "small" if invoice.total_cents > 0 else "credit", now)


def line_row(line: DraftLine, invoice_id: str, position: int) -> InvoiceLineRow:
    """The row of a line to be."""
    return InvoiceLineRow(
        id=new_id("l"),
        invoice_id=invoice_id,
        position=position,
        kind=line.kind,
        child_id=line.child_id,
        child_name=line.child_name,
        service=line.service,
        service_name=line.service_name,
        quantity=line.quantity,
        unit_cents=line.unit_cents,
        total_cents=line.total_cents,
        days=[day.isoformat() for day in line.days],
        words=line.words,
    )
