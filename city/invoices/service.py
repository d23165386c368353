"""Invoices as the household sees them, both guardians alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import NotFound
from city.invoices import repository
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.invoices.numbers import number_of, read_cursor, read_number, write_cursor
from city.invoices.schemas import (
    DueOut,
    InvoiceDetailOut,
    InvoiceOut,
    InvoicePageOut,
    InvoiceState,
    LineOut,
    PaidOut,
    PayingOut,
)
from city.payments.running import Running, money_of, running_orders


def state_of(row: InvoiceRow, today: date, *, running: bool) -> InvoiceState:
    """The state of an invoice on a day."""
    if row.credits_id is not None:
        return InvoiceState.CREDITED
    if row.left_cents > 0:
        if running:
            return InvoiceState.PAYING
        return InvoiceState.OVERDUE if row.due_on < today else InvoiceState.DUE
    if row.carried_cents:
        return InvoiceState.CARRIED
    if row.total_cents > 0 and not row.paid_cents:
        return InvoiceState.CANCELLED
    return InvoiceState.PAID


async def list_invoices(
    session: AsyncSession, household_id: str, now: datetime, *, group: str, cursor: str | None
) -> InvoicePageOut:
    """A page of `group` (due, done, all). Raises Invalid."""
    rows = await repository.page(session, household_id, group, before=read_cursor(cursor))
    shown = rows[: repository.PAGE]
    running = await running_orders(session, household_id)
    return InvoicePageOut(
        now=now,
        due_cents=await repository.due_sum(session, household_id),
        credit_cents=await repository.credit_sum(session, household_id),
        paying=_paying(running, now),
        items=await _items(session, shown, now, running),
        next=write_cursor((shown[-1].year, shown[-1].serial)) if len(rows) > len(shown) else None,
    )


async def find(session: AsyncSession, household_id: str, number: str) -> InvoiceRow:
    """One invoice of the household. Raises NotFound."""
    place = read_number(number)
    row = await repository.one(session, household_id, place) if place else None
    if row is None:
        raise NotFound()
    return row


async def read_invoice(session: AsyncSession, household_id: str, number: str, now: datetime) -> InvoiceDetailOut:
    """One invoice with its lines and payments. Raises NotFound."""
    row = await find(session, household_id, number)
    (item,) = await _items(session, [row], now, await running_orders(session, household_id))
    lines = await repository.lines(session, row.id)
    money = await money_of(session, row.id)
    return InvoiceDetailOut(
        **item.model_dump(),
        now=now,
        lines=[_line(line) for line in lines],
        payments=[
            PaidOut.model_validate(
                {
                    "at": paid.at.astimezone(now.tzinfo),
                    "cents": paid.cents,
                    "means": paid.means,
                    "reference": paid.reference,
                }
            )
            for paid in money
        ],
    )


async def due_of_household(session: AsyncSession, household_id: str, now: datetime) -> DueOut:
    """What the dashboard shows."""
    rows = await repository.due(session, household_id)
    today = now.date()
    late = [row for row in rows if row.due_on < today]
    coming = [row.due_on for row in rows if row.due_on >= today]
    running = await running_orders(session, household_id)
    return DueOut(
        due_cents=sum(row.left_cents for row in rows),
        due_count=len(rows),
        due_on=min(coming, default=None),
        overdue_cents=sum(row.left_cents for row in late),
        overdue_since=min((row.due_on for row in late), default=None),
        paying=bool(running),
        next_month=(today.replace(day=1) + timedelta(days=32)).replace(day=1),
    )


async def _items(
    session: AsyncSession, rows: Sequence[InvoiceRow], now: datetime, running: Sequence[Running]
) -> list[InvoiceOut]:
    ids = {row.id for row in rows}
    credited, carried = await repository.links(session, ids)
    corrected = await repository.places(session, {row.credits_id for row in rows if row.credits_id})
    paying = {invoice for order in running for invoice in order.invoices}
    return [
        InvoiceOut(
            number=number_of(row.year, row.serial),
            title=row.title,
            first_day=row.first_day,
            last_day=row.last_day,
            issued_on=row.issued_on,
            due_on=row.due_on,
            total_cents=row.total_cents,
            left_cents=max(0, row.left_cents),
            state=state_of(row, now.date(), running=row.id in paying),
            paid_on=row.paid_on,
            credited_by=number_of(*credited[row.id]) if row.id in credited else None,
            credits=number_of(*corrected[row.credits_id]) if row.credits_id else None,
            carried_to=number_of(*carried[row.id]) if row.id in carried else None,
        )
        for row in rows
    ]


def _paying(running: Sequence[Running], now: datetime) -> PayingOut | None:
    if not running:
        return None
    newest = running[-1]
    return PayingOut(
        id=newest.id,
        by=newest.by,
        since=newest.since.astimezone(now.tzinfo),
        invoices=sorted(newest.invoices.values()),
    )


def _line(line: InvoiceLineRow) -> LineOut:
    return LineOut.model_validate(
        {
            "child": line.child_id,
            "child_name": line.child_name,
            "service": line.service,
            "service_name": line.service_name,
            "quantity": line.quantity,
            "unit_cents": line.unit_cents,
            "total_cents": line.total_cents,
            "days": line.days,
            "kind": line.kind,
            "words": line.words,
        }
    )
