"""News and menus as a family reads them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city import cursors
from city.clock import after
from city.context import SignedIn
from city.documents.contents import bytes_of
from city.errors import BadPeriod, NotFound
from city.events import Topic, tell
from city.excerpts import excerpt_of
from city.news import repository
from city.news.audience import targets_of
from city.news.schemas import ArticleOut, CourseOut, MenuOut, MenusOut, NewsBlock, NewsOut, NewsPageOut
from city.notifications import Kind
from city.notifications.service import mark_read_about
from city.towns import Town

RECENT = timedelta(days=60)
"""What is older is never unread."""

_MOST_DAYS = 62
_FIRST = 3
_MEAL_IS_OVER = time(14)
_WEEK = timedelta(days=7)


async def list_news(
    session: AsyncSession, town: Town, me: SignedIn, now: datetime, cursor: str | None = None
) -> NewsPageOut:
    """A page, newest first. Raises Invalid."""
    before = cursors.read(cursor) if cursor else None
    reader = await _reader(session, me, now)
    rows = await repository.page(session, reader, now, before=before)
    shown = rows[: repository.PAGE]
    return NewsPageOut(
        now=now,
        unread=await repository.count_unread(session, reader, after(now, -RECENT), now),
        items=_show(town, shown, now),
        next=cursors.written(shown[-1].published_at, shown[-1].id) if len(rows) > len(shown) else None,
    )


async def news_block(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> NewsBlock:
    """What the dashboard shows of them, and the next meal."""
    reader = await _reader(session, me, now)
    rows = await repository.page(session, reader, now, limit=_FIRST)
    first = now.date() + timedelta(days=now.time() >= _MEAL_IS_OVER)
    menu = await repository.menus(session, first, now.date() + _WEEK, limit=1)
    return NewsBlock(
        unread=await repository.count_unread(session, reader, after(now, -RECENT), now),
        items=_show(town, rows, now),
        menu=_menu(menu[0]) if menu else None,
    )


async def read_news(session: AsyncSession, town: Town, me: SignedIn, news_id: str, now: datetime) -> ArticleOut:
    """One of them with its text. Raises NotFound."""
    row = await _addressed(session, me, news_id, now)
    (shown,) = _show(town, [row], now)
    return ArticleOut(**shown.model_dump(), now=now, text=row.text)


async def read_picture(session: AsyncSession, me: SignedIn, news_id: str, now: datetime) -> bytes:
    """Its picture, a JPEG. Raises NotFound."""
    row = await _addressed(session, me, news_id, now)
    if row.content_id is None:
        raise NotFound()
    return await bytes_of(session, row.content_id)


async def mark_read(session: AsyncSession, me: SignedIn, news_id: str, now: datetime) -> None:
    """It is read, by this account; harmless to repeat. Raises NotFound."""
    row = await _addressed(session, me, news_id, now)
    if await repository.mark_read(session, me.account_id, row.id, now):
        await tell(session, me.household_id, Topic.NEWS, now=now, account_id=me.account_id)
    await mark_read_about(session, me, Kind.NEWS, row.id, now)


async def list_menus(session: AsyncSession, first: date, last: date, now: datetime) -> MenusOut:
    """The menus of those days, both included. Raises BadPeriod."""
    if not 0 <= (last - first).days < _MOST_DAYS:
        raise BadPeriod({"max_days": _MOST_DAYS})
    return MenusOut(now=now, items=[_menu(row) for row in await repository.menus(session, first, last)])


async def _reader(session: AsyncSession, me: SignedIn, now: datetime) -> repository.Reader:
    return repository.Reader(me.account_id, await targets_of(session, me.household_id, now.date()))


async def _addressed(session: AsyncSession, me: SignedIn, news_id: str, now: datetime) -> Any:
    row = await repository.find(session, await _reader(session, me, now), news_id, now)
    if row is None:
        raise NotFound()
    return row


def _show(town: Town, rows: Collection[Any], now: datetime) -> list[NewsOut]:
    since = after(now, -RECENT)
    return [
        NewsOut(
            id=row.id,
            title=row.title,
            excerpt=excerpt_of(row.text),
            source=row.publisher,
            at=row.published_at.astimezone(town.time_zone),
            unread=not row.read and row.published_at > since,
            picture=row.content_id is not None,
            picture_version=row.content_id or "",
            picture_description=row.picture_description or "",
            icon=row.icon,
        )
        for row in rows
    ]


def _menu(row: Any) -> MenuOut:
    return MenuOut(date=row.day, courses=[CourseOut(**course) for course in row.courses])
