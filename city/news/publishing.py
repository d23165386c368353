"""The city's side of news, for its agents: writing, addressing, publishing, withdrawing. The desk goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.documents.contents import Upload, keep
from city.errors import NotFound
from city.events import Topic
from city.events.changes import tell_all
from city.ids import new_id
from city.jobs import Job, Work
from city.news import repository
from city.news.audience import households_among
from city.news.models import NewsRow
from city.notifications import Kind, Notice, Target, notify_all

Icon = Literal["info", "event", "school", "leisure", "meal", "nature", "works", "closed", "health"]
ICONS: tuple[Icon, ...] = get_args(Icon)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Article:
    """What an agent writes. `targets` empty = for all; `until` is excluded, None = for good.

    `picture_description`: what the picture shows, empty where it only decorates.
    """

    title: str
    text: str
    publisher: str
    icon: Icon
    targets: tuple[str, ...]
    published_at: datetime
    until: datetime | None = None
    picture_description: str = ""


async def listed(session: AsyncSession, *, page: int = 0) -> tuple[list[tuple[NewsRow, list[str]]], bool]:
    """A page (from 0) of every item with its targets, newest first, and whether there are more."""
    query = select(NewsRow).order_by(NewsRow.published_at.desc(), NewsRow.id.desc())
    rows = list(await session.scalars(query.offset(page * PAGE).limit(PAGE + 1)))
    targets = await repository.targets_by_item(session, [row.id for row in rows])
    return [(row, targets.get(row.id, [])) for row in rows[:PAGE]], len(rows) > PAGE


async def opened(session: AsyncSession, news_id: str) -> tuple[NewsRow, list[str]]:
    """An item with its targets. Raises NotFound."""
    row = await repository.find_any(session, news_id)
    if row is None:
        raise NotFound()
    return row, (await repository.targets_by_item(session, [row.id])).get(row.id, [])


async def publish(
    session: AsyncSession, article: Article, by: str, picture: Upload | None = None, *, now: datetime
) -> NewsRow:
    """Writes a new item; families are told of it when it is published."""
    row = NewsRow(id=new_id("a"), content_id=None, announced_at=None, withdrawn_at=None)
    _write(row, article, by, now)
    if picture is not None:
        row.content_id = await keep(session, picture, now)
    _describe(row, article)
    session.add(row)
    await session.flush()
    await repository.set_targets(session, row.id, article.targets)
    return row


async def change(
    session: AsyncSession,
    news_id: str,
    article: Article,
    by: str,
    picture: Upload | Literal["keep", "none"] = "keep",
    *,
    now: datetime,
) -> NewsRow:
    """Changes an item; whoever could or can read it asks again. Raises NotFound."""
    row = await _locked(session, news_id)
    before = await _readers(session, row, now)
    _write(row, article, by, now)
    if isinstance(picture, Upload):
        row.content_id = await keep(session, picture, now)
    elif picture == "none":
        row.content_id = None
    _describe(row, article)
    await session.flush()
    await repository.set_targets(session, row.id, article.targets)
    await tell_all(session, before | await _readers(session, row, now), Topic.NEWS, now=now)
    return row


async def withdraw(session: AsyncSession, news_id: str, by: str, *, now: datetime) -> NewsRow:
    """Nobody reads it any more; harmless to repeat. Raises NotFound."""
    row = await _locked(session, news_id)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.changed_at, row.changed_by = now, now, by
        await session.flush()
        await tell_all(session, await _readers(session, row, now), Topic.NEWS, now=now)
    return row


async def announce(session: AsyncSession, now: datetime) -> int:
    """Tells families of what is published since; answers how many items."""
    query = select(NewsRow).where(NewsRow.announced_at.is_(None), NewsRow.published_at <= now).with_for_update()
    rows: Sequence[NewsRow] = list(await session.scalars(query.order_by(NewsRow.published_at, NewsRow.id)))
    for row in rows:
        row.announced_at = now
        if row.withdrawn_at is None and (row.until is None or row.until > now):
            households = sorted(await _readers(session, row, now))
            to, params = Target("news", row.id), {"title": row.title}
            notices = [Notice(Kind.NEWS, row.id, params, to, household_id=household) for household in households]
            await notify_all(session, notices, now=now)
            await tell_all(session, households, Topic.NEWS, now=now)
    await session.flush()
    return len(rows)


async def _readers(session: AsyncSession, row: NewsRow, now: datetime) -> set[str]:
    targets = (await repository.targets_by_item(session, [row.id])).get(row.id, [])
    return await households_among(session, targets, now.date())


def _write(row: NewsRow, article: Article, by: str, now: datetime) -> None:
    row.title, row.text, row.publisher, row.icon = article.title, article.text, article.publisher, article.icon
    row.published_at, row.until = article.published_at, article.until
    row.changed_at, row.changed_by = now, by


def _describe(row: NewsRow, article: Article) -> None:
    row.picture_description = (row.content_id and article.picture_description) or None


async def _locked(session: AsyncSession, news_id: str) -> NewsRow:
    row = await repository.find_any(session, news_id, lock=True)
    if row is None:
        raise NotFound()
    return row


async def _announce(work: Work) -> None:
    now = work.clock.now().astimezone(work.town.time_zone)
    async with work.database.transaction(write=True) as session:
        await announce(session, now)


NEWS_JOBS = (Job("news", 20, _announce),)
"""For `city/schedule.py`."""
