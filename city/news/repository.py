"""The SQL of news. What a family reads starts from what is addressed to it: the rest is not found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import connection_of
from city.news.models import MenuRow, NewsReadingRow, NewsRow, NewsTargetRow

PAGE = 20
_READING: Any = NewsReadingRow.__table__
_MENU: Any = MenuRow.__table__
_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


HAS_TARGETS = exists().where(NewsTargetRow.news_id == NewsRow.id)
"""An item that is for some only."""


def published(now: datetime) -> Select[NewsRow]:
    """What is published now, whoever it is for."""
    return select(NewsRow).where(
        NewsRow.published_at <= now,
        or_(NewsRow.until.is_(None), NewsRow.until > now),
        NewsRow.withdrawn_at.is_(None),
    )


def addressed(targets: Collection[str], now: datetime) -> Select[NewsRow]:
    """The base statement: what is published now for a household that is among `targets`."""
    for_them = exists().where(NewsTargetRow.news_id == NewsRow.id, NewsTargetRow.target.in_(sorted(targets)))
    return published(now).where(or_(~HAS_TARGETS, for_them))


async def find(session: AsyncSession, targets: Collection[str], news_id: str, now: datetime) -> NewsRow | None:
    """The item of that id, if it is addressed to them."""
    return await session.scalar(addressed(targets, now).where(NewsRow.id == news_id))


async def page(
    session: AsyncSession,
    targets: Collection[str],
    now: datetime,
    *,
    before: tuple[datetime, str] | None = None,
    limit: int = PAGE + 1,
) -> list[NewsRow]:
    """Up to one more than a page, newest first."""
    query = addressed(targets, now)
    if before is not None:
        query = query.where(tuple_(NewsRow.published_at, NewsRow.id) < before)
    return list(await session.scalars(query.order_by(NewsRow.published_at.desc(), NewsRow.id.desc()).limit(limit)))


async def read_among(session: AsyncSession, account_id: str, ids: Collection[str]) -> set[str]:
    """Which of those items an account has read."""
    query = select(NewsReadingRow.news_id).where(
        NewsReadingRow.account_id == account_id, NewsReadingRow.news_id.in_(sorted(ids))
    )
    return set(await session.scalars(query))


async def count_unread(
    session: AsyncSession, targets: Collection[str], account_id: str, since: datetime, now: datetime
) -> int:
    """How many items published after `since` an account has not read."""
    read = exists().where(NewsReadingRow.account_id == account_id, NewsReadingRow.news_id == NewsRow.id)
    recent = addressed(targets, now).where(NewsRow.published_at > since, ~read)
    return await session.scalar(recent.with_only_columns(func.count())) or 0


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


async def menus(session: AsyncSession, first: date, last: date, *, limit: int | None = None) -> list[MenuRow]:
    """The menus of those days, both included, by day."""
    query = select(MenuRow).where(MenuRow.day >= first, MenuRow.day <= last).order_by(MenuRow.day)
    return list(await session.scalars(query.limit(limit)))


async def put_menus(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """Writes menus, in the place of those of the same days."""
    if not rows:
        return
    connection = await connection_of(session)
    statement = _INSERTS[connection.dialect.name](_MENU)
    changed = {"courses": statement.excluded.courses, "imported_at": statement.excluded.imported_at}
    await connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_=changed), rows)
