"""Everything the city holds of a household, as one JSON document: `{"town", "made_at", "TABLE": [row, …], …}`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.database import Base, Database
from city.households.models import HouseholdChildRow
from city.invoices.repository import recipients
from city.profile.holdings import HOLDINGS, Holding, Owner
from city.profile.paper import copy_paper
from city.towns import Town


async def gather(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """The document; instants in the town's zone, sums in cents."""
    document: dict[str, Any] = {"town": town.name, "made_at": now.isoformat()}
    for holding in HOLDINGS:
        document[holding.table] = await _rows(session, holding, me, town.time_zone)
    return document


async def as_json(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> bytes:
    """The document in UTF-8."""
    return json.dumps(await gather(session, town, me, now), ensure_ascii=False, indent=1).encode()


async def as_pdf(database: Database, town: Town, me: SignedIn, now: datetime) -> bytes:
    """The document on paper, made once the database has been read: it takes seconds."""
    async with database.transaction() as session:
        document = await gather(session, town, me, now)
        names = (await recipients(session, [me.household_id]))[me.household_id]
    return await asyncio.to_thread(copy_paper, town, document, names, now)


async def _rows(session: AsyncSession, holding: Holding, me: SignedIn, zone: ZoneInfo) -> list[dict[str, Any]]:
    table = _table(holding.table)
    columns = [column for column in table.columns if column.name not in holding.kept_back]
    found = await session.execute(select(*columns).where(_owned(holding, me)).order_by(*table.primary_key))
    return [{name: _plain(value, zone) for name, value in row.items()} for row in found.mappings()]


def _owned(holding: Holding, me: SignedIn) -> ColumnElement[bool]:
    column = _table(holding.table).columns[holding.column]
    if holding.through is None:
        return _OWNERS[holding.owner](column, me)
    parents = _table(holding.through)
    mine: Select[Any] = select(parents.columns["id"]).where(parents.columns["household_id"] == me.household_id)
    return column.in_(mine)


def _children(column: ColumnElement[Any], me: SignedIn) -> ColumnElement[bool]:
    return column.in_(select(HouseholdChildRow.child_id).where(HouseholdChildRow.household_id == me.household_id))


_OWNERS: dict[Owner, Callable[[ColumnElement[Any], SignedIn], ColumnElement[bool]]] = {
    "account": lambda column, me: column == me.account_id,
    "household": lambda column, me: column == me.household_id,
    "child": _children,
}


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _plain(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return json.loads(value)
    return list(value) if isinstance(value, tuple) else value
