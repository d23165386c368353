"""The SQL of news. What a family reads starts from what is addressed to it: the rest is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, bindparam, delete, exists, func, insert, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.database import UtcDateTime, connection_of, read_rows
from city.news.models import MenuRow, NewsReadingRow, NewsRow, NewsTargetRow

PAGE = 20
MOST_MENUS = 1000
_READING: Any = NewsReadingRow.__table__
_MENU: Any = MenuRow.__table__
_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


HAS_TARGETS = exists().where(NewsTargetRow.news_id == NewsRow.id)
"""An item that is for some only."""


def published(now: datetime | BindParameter[datetime]) -> Select[NewsRow]:
    """What is published now, whoever it is for."""
    return select(NewsRow).where(
        NewsRow.published_at <= now,
        or_(NewsRow.until.is_(None), NewsRow.until > now),
        NewsRow.withdrawn_at.is_(None),
    )


_FOR_THEM = exists().where(NewsTargetRow.news_id == NewsRow.id, among(NewsTargetRow.__table__.c.target, "targets"))
_ADDRESSED = published(bindparam("now", type_=UtcDateTime())).where(or_(~HAS_TARGETS, _FOR_THEM))
"""The base statement: what is published now for a household that is among `targets`."""

_READ = exists().where(NewsReadingRow.account_id == bindparam("account"), NewsReadingRow.news_id == NewsRow.id)
_NEWEST = (
    _ADDRESSED.add_columns(_READ.label("read"))
    .order_by(NewsRow.published_at.desc(), NewsRow.id.desc())
    .limit(bindparam("limit", type_=Integer()))
)
_UNREAD = _ADDRESSED.where(NewsRow.published_at > bindparam("since", type_=UtcDateTime()), ~_READ).with_only_columns(
    func.count()
)
_ONE = _ADDRESSED.add_columns(_READ.label("read")).where(NewsRow.id == bindparam("news"))
_MENUS = (
    select(MenuRow)
    .where(MenuRow.day >= bindparam("first"), MenuRow.day <= bindparam("last"))
    .order_by(MenuRow.day)
    .limit(bindparam("limit", type_=Integer()))
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads news: an account, and every target that its household is among."""

    account_id: str
    targets: Collection[str]

    def asks(self, now: datetime) -> dict[str, Any]:
        """The parameters of the base statement."""
        return {"account": self.account_id, "targets": self.targets, "now": now}


async def find(session: AsyncSession, reader: Reader, news_id: str, now: datetime) -> Any | None:
    """The item of that id, if it is addressed to them; `read` says whether the account has read it."""
    rows = await read_rows(session, _ONE, reader.asks(now) | {"news": news_id})
    return rows[0] if rows else None


async def page(
    session: AsyncSession,
    reader: Reader,
    now: datetime,
    *,
    before: tuple[datetime, str] | None = None,
    limit: int = PAGE + 1,
) -> Sequence[Any]:
    """Up to one more than a page, newest first; `read` says which of them the account has read."""
    query = _NEWEST if before is None else _NEWEST.where(tuple_(NewsRow.published_at, NewsRow.id) < before)
    return await read_rows(session, query, reader.asks(now) | {"limit": limit})


async def count_unread(session: AsyncSession, reader: Reader, since: datetime, now: datetime) -> int:
    """How many items published after `since` the account has not read."""
    ((count,),) = await read_rows(session, _UNREAD, reader.asks(now) | {"since": since})
    return int(count)


async def mark_read(session: AsyncSession, account_id: str, news_id: str, now: datetime) -> bool:
    """Notes that an account has read an item; False when it had already."""
    connection = await connection_of(session)
    statement = _INSERTS[connection.dialect.name](_READING).values(account_id=account_id, news_id=news_id, at=now)
    written = await connection.execute(statement.on_conflict_do_nothing().returning(_READING.c.news_id))
    return written.first() is not None


async def find_any(session: AsyncSession, news_id: str, *, lock: bool = False) -> NewsRow | None:
    """An item whoever it is for: for the city's agents only."""
    query = select(NewsRow).where(NewsRow.id == news_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return await session.scalar(query)


async def targets_by_item(session: AsyncSession, ids: Collection[str]) -> dict[str, list[str]]:
    """The targets of items, by item; one that is for all is left out."""
    found: dict[str, list[str]] = {}
    if ids:
        query = select(NewsTargetRow.news_id, NewsTargetRow.target).where(NewsTargetRow.news_id.in_(sorted(ids)))
        for news_id, word in await session.execute(query.order_by(NewsTargetRow.target)):
            found.setdefault(news_id, []).append(word)
    return found


async def set_targets(session: AsyncSession, news_id: str, targets: Collection[str]) -> None:
    """Whom an item is for from now on."""
    await session.execute(delete(NewsTargetRow).where(NewsTargetRow.news_id == news_id))
    if targets:
        rows = [{"news_id": news_id, "target": word} for word in sorted(set(targets))]
        await session.execute(insert(NewsTargetRow), rows)


async def menus(session: AsyncSession, first: date, last: date, *, limit: int = MOST_MENUS) -> Sequence[Any]:
    """The menus of those days, both included, by day."""
    return await read_rows(session, _MENUS, {"first": first, "last": last, "limit": limit})


async def put_menus(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """Writes menus, in the place of those of the same days."""
    if not rows:
        return
    connection = await connection_of(session)
    statement = _INSERTS[connection.dialect.name](_MENU)
    changed = {"courses": statement.excluded.courses, "imported_at": statement.excluded.imported_at}
    await connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_=changed), rows)
