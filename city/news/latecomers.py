"""Families that come into an item's targets after it was published: they are told once, too.

A registration that is new, a class or a school that changes: whatever brought them in, the list of who was told says
who was not.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.among import among
from city.clock import after
from city.database import connection_of
from city.events import Topic
from city.events.changes import tell_all
from city.jobs import Job, Work
from city.news import repository
from city.news.audience import households_by_target
from city.news.models import NewsRow
from city.news.reading import RECENT
from city.notifications import Kind, Notice, Target, notify_all
from city.notifications.models import NotificationRow

_ACCOUNT: Any = AccountRow.__table__
_TOLD: Any = NotificationRow.__table__


async def tell_latecomers(session: AsyncSession, now: datetime) -> int:
    """Tells every account that can read a recent item and was never told of it; answers how many. Repeat at will."""
    items = await _recent(session, now)
    targets = await repository.targets_by_item(session, [row.id for row in items])
    reached = await households_by_target(session, now.date()) if targets else {}
    told = 0
    for row in items:
        readers = {home for word in targets.get(row.id, ()) for home in reached.get(word, ())}
        missed = await _missed(session, row.id, readers)
        params, to = {"title": row.title}, Target("news", row.id)
        notices = [Notice(Kind.NEWS, row.id, params, to, account_id=account) for account in missed]
        await notify_all(session, notices, now=now)
        await tell_all(session, set(missed.values()), Topic.NEWS, now=now)
        told += len(missed)
    return told


async def _recent(session: AsyncSession, now: datetime) -> list[NewsRow]:
    """The items that were announced, can still be read, and are for some only."""
    query = repository.published(now).where(
        NewsRow.announced_at.is_not(None), NewsRow.published_at > after(now, -RECENT), repository.HAS_TARGETS
    )
    return list(await session.scalars(query.order_by(NewsRow.published_at, NewsRow.id)))


async def _missed(session: AsyncSession, news_id: str, households: Collection[str]) -> dict[str, str]:
    """The accounts that have no notification of the item, not even a deleted one, and the household of each."""
    was_told = and_(_TOLD.c.account_id == _ACCOUNT.c.id, _TOLD.c.kind == Kind.NEWS.value, _TOLD.c.key == news_id)
    query = select(_ACCOUNT.c.id, _ACCOUNT.c.household_id).where(
        among(_ACCOUNT.c.household_id, "households"), ~exists().where(was_told)
    )
    connection = await connection_of(session)
    return {row.id: row.household_id for row in await connection.execute(query, {"households": households})}


async def _run(work: Work) -> None:
    now = work.clock.now().astimezone(work.town.time_zone)
    async with work.database.transaction() as session:
        if not await _recent(session, now):
            return
    async with work.database.transaction(write=True) as session:
        await tell_latecomers(session, now)


LATECOMER_JOBS = (Job("news_latecomers", 900, _run),)
"""For `city/schedule.py`."""
