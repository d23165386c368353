"""What becomes of an issued invoice: money that came in, credit notes. Its contents stay as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.models import BookingRow
from city.households.models import ChildRow
from city.ids import new_id
from city.invoices import repository
from city.invoices.billing import DraftLine
from city.invoices.carrying import carry
from city.invoices.issuing import line_row
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.text import _
from city.towns import Town


def take_money(invoice: InvoiceRow, cents: int, on: date) -> int:
    """Pays a locked invoice with up to `cents`; answers what of them was too much."""
    taken = max(0, min(cents, invoice.left_cents))
    invoice.paid_cents += taken
    if taken and invoice.left_cents == 0:
        invoice.paid_on = on
    return cents - taken


async def credit(
    session: AsyncSession, town: Town, bookings: Collection[str], reason: str, now: datetime
) -> list[InvoiceRow]:
    """Credit notes for invoiced bookings (ids), one for each invoice; `reason` is printed. Repeating it is harmless.

    What is still to be paid becomes less at once; what was paid already is deducted from the next invoice.
    """
    found = await _invoiced(session, bookings)
    if not found:
        return []
    by_invoice: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        by_invoice[row.invoice_id].append(row)
    invoices = await repository.lock(session, by_invoice)
    still = {row.id for row in await _invoiced(session, bookings)}
    wanted = [(invoice, rows) for invoice in invoices if (rows := [r for r in by_invoice[invoice.id] if r.id in still])]
    return await _write(session, town, wanted, reason, now) if wanted else []


async def _invoiced(session: AsyncSession, bookings: Collection[str]) -> Sequence[Any]:
    """Those of the bookings that an invoice bills and no credit note took back."""
    query = (
        select(
            BookingRow.id, BookingRow.child_id, ChildRow.first_name, BookingRow.service, BookingRow.day,
            BookingRow.price_cents, InvoiceLineRow.invoice_id, InvoiceLineRow.service_name,
        )
        .join(InvoiceLineRow, InvoiceLineRow.id == BookingRow.invoice_line_id)
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(among(BookingRow.__table__.c.id, "bookings"))
        .where(BookingRow.credit_line_id.is_(None), BookingRow.price_cents > 0)
        .order_by(BookingRow.child_id, BookingRow.service, BookingRow.price_cents, BookingRow.day)
    )  # fmt: skip
    return (await session.execute(query, {"bookings": bookings})).all()


async def _write(
    session: AsyncSession, town: Town, wanted: Sequence[tuple[InvoiceRow, Sequence[Any]]], reason: str, now: datetime
) -> list[InvoiceRow]:
    """One credit note for each invoice, all at once: a closure may need thousands."""
    drafts = [_lines(rows, reason) for _invoice, rows in wanted]
    serials = await repository.next_serials(session, now.year, len(wanted))
    notes = [
        _note(invoice, serial, sum(line.total_cents for line in lines), now)
        for (invoice, _rows), serial, lines in zip(wanted, serials, drafts, strict=True)
    ]
    session.add_all(notes)
    await session.flush()
    linked: dict[str, str] = {}
    for (invoice, _rows), note, lines in zip(wanted, notes, drafts, strict=True):
        rows = [line_row(line, note.id, position) for position, line in enumerate(lines)]
        session.add_all(rows)
        linked |= {booking: row.id for line, row in zip(lines, rows, strict=True) for booking in line.bookings}
        _apply(session, town, invoice, note, now)
    await session.flush()
    await repository.link_bookings(session, "credit_line_id", linked)
    return notes


def _note(invoice: InvoiceRow, serial: int, total_cents: int, now: datetime) -> InvoiceRow:
    return InvoiceRow(
        id=new_id("n"),
        household_id=invoice.household_id,
        year=now.year,
        serial=serial,
        title=_("Avoir sur {title}").format(title=invoice.title[:1].lower() + invoice.title[1:]),
        addressed_to=invoice.addressed_to,
        first_day=invoice.first_day,
        last_day=invoice.last_day,
        issued_on=now.date(),
        issued_at=now,
        due_on=now.date(),
        total_cents=total_cents,
        credits_id=invoice.id,
        paid_cents=0,
        credited_cents=0,
        carried_cents=0,
        paid_on=None,
    )


def _apply(session: AsyncSession, town: Town, invoice: InvoiceRow, note: InvoiceRow, now: datetime) -> None:
    """Takes the note off what is left. A rest too small to be paid, and the note's own, go to the next invoice."""
    used = max(0, min(-note.total_cents, invoice.left_cents))
    invoice.credited_cents += used
    rest = -note.total_cents - used
    if rest:
        note.carried_cents = -rest
        carry(session, note, -rest, "credit", now)
    left = invoice.left_cents
    if used and 0 < left < town.till.min_cents:
        invoice.carried_cents += left
        carry(session, invoice, left, "small", now)


def _lines(rows: Sequence[Any], reason: str) -> list[DraftLine]:
    grouped: dict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.child_id, row.service, row.price_cents].append(row)
    return [
        DraftLine(
            "credit",
            len(same),
            -price,
            child,
            same[0].first_name,
            service,
            same[0].service_name,
            tuple(row.day for row in same),
            reason,
            tuple(row.id for row in same),
        )
        for (child, service, price), same in grouped.items()
    ]
