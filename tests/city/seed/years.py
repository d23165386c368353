"""A family's history made longer: what the seeded year left is written again, earlier, as often as wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import Base, Database

SPAN = timedelta(weeks=57)
"""What one seeded year covers, so that two of them never meet on a day; whole weeks keep the weekdays."""

_TABLES = (
    "submission",
    "follow_up",
    "invoice",
    "invoice_line",
    "payment_order",
    "payment_order_item",
    "payment",
    "booking",
    "procedure",
    "procedure_event",
    "procedure_document",
    "thread",
    "message",
    "message_attachment",
    "thread_reading",
    "notification",
)
_ONE_OF_A_KIND = {"app_id", "idempotency_key", "reference", "bank_id", "number", "to_id"}
_OVER: Mapping[str, Mapping[str, Any]] = {
    "procedure": {"state": "validated"},
    "thread": {"waiting_since": None},
    "booking": {"queue_number": None, "held_until": None},
    "payment_order": {"ask_at": None},
}
"""What is long past is decided, answered and paid."""

_METADATA = Base.metadata


async def live_earlier(database: Database, spans: int) -> None:
    """Writes every row of every household's history `spans` times more, each time `SPAN` earlier."""
    async with database.transaction(write=True) as session:
        for name in _TABLES:
            table = _METADATA.tables[name]
            rows = [dict(row) for row in (await session.execute(select(table))).mappings()]
            for span in range(1, spans + 1):
                await _write(session, table, [_earlier(table, row, span) for row in rows])
        await _settle(session)


async def _write(session: AsyncSession, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(table), rows)


async def _settle(session: AsyncSession) -> None:
    """Invoices before the seeded year are paid, notifications read."""
    invoice, notification = _METADATA.tables["invoice"], _METADATA.tables["notification"]
    old = invoice.c.id.like("%~%")
    owed = invoice.c.total_cents - invoice.c.credited_cents - invoice.c.carried_cents
    await session.execute(update(invoice).where(old, owed > 0).values(paid_cents=owed))
    old = notification.c.id.like("%~%")
    await session.execute(update(notification).where(old).values(read_at=notification.c.at))


def _earlier(table: Table, row: dict[str, Any], span: int) -> dict[str, Any]:
    written = {column.name: _value(table, column, row[column.name], span) for column in table.columns}
    return written | dict(_OVER.get(table.name, {}))


def _value(table: Table, column: Column[Any], value: Any, span: int) -> Any:
    if value is None:
        return None
    if isinstance(value, date):
        return value - span * SPAN
    if column.name == "year":
        return value - 2 * span
    known = {key.column.table.name for key in column.foreign_keys} & set(_TABLES)
    named = column.name in _ONE_OF_A_KIND or (table.name, column.name) == ("notification", "key")
    if known or named or (column.primary_key and column.name == "id"):
        return f"{value}~{span}"
    return value
