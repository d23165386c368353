"""What the API offers for news and menus."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.documents.small import small
from city.errors import BadPeriod, NotFound, SessionExpired
from city.news import reading
from city.news.schemas import ArticleOut, MenusOut, NewsPageOut
from city.problems import refusals
from city.submissions.schemas import NO_NUL

router = APIRouter(tags=["news"])

NewsId = Annotated[str, Path(max_length=64, pattern=NO_NUL)]
Version = Annotated[str | None, Query(alias="v", max_length=64)]
"""The item's `picture_version`: a replaced picture has another address, so that no copy of the former one is shown."""

_PICTURE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-site",
    "Cache-Control": "private, max-age=3600",
}


@router.get("/news", responses=refusals(SessionExpired))
async def list_news(
    me: Current,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> NewsPageOut:
    """What the town tells this household, newest first, 20 a page."""
    return await reading.list_news(session, town, me, now, cursor)


@router.get("/news/{news_id}", responses=refusals(SessionExpired, NotFound))
async def read_news(me: Current, news_id: NewsId, session: Transaction, town: TheTown, now: ReceivedAt) -> ArticleOut:
    """One item with its text."""
    return await reading.read_news(session, town, me, news_id, now)


@router.get("/news/{news_id}/picture", response_class=Response, responses=refusals(SessionExpired, NotFound))
async def read_news_picture(
    me: Current, news_id: NewsId, session: Transaction, now: ReceivedAt, _version: Version = None
) -> Response:
    """Its picture."""
    data = await reading.read_picture(session, me, news_id, now)
    return Response(data, media_type="image/jpeg", headers=_PICTURE_HEADERS)


@router.get("/news/{news_id}/thumbnail", response_class=Response, responses=refusals(SessionExpired, NotFound))
async def read_news_thumbnail(
    me: Current, news_id: NewsId, session: Transaction, now: ReceivedAt, _version: Version = None
) -> Response:
    """Its picture, small."""
    made = await asyncio.to_thread(small, await reading.read_picture(session, me, news_id, now), "jpg")
    if made is None:
        raise NotFound()
    return Response(made, media_type="image/jpeg", headers=_PICTURE_HEADERS)


@router.post("/news/{news_id}/read", status_code=204, responses=refusals(SessionExpired, NotFound))
async def mark_news_read(me: Current, news_id: NewsId, session: Transaction, now: ReceivedAt) -> None:
    """It is read, by this account."""
    await reading.mark_read(session, me, news_id, now)


@router.get("/menus", responses=refusals(SessionExpired, BadPeriod))
async def list_menus(
    _me: Current,
    session: Transaction,
    now: ReceivedAt,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> MenusOut:
    """What the canteen serves on those days, both included, at most 62."""
    return await reading.list_menus(session, first, last, now)
