"""The addresses of calendar feeds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from city.accounts.refusals import SlowDown
from city.context import Current, ReceivedAt, TheDatabase, TheTown, Transaction
from city.errors import NotFound, SessionExpired
from city.feeds import service
from city.feeds.schemas import FeedMadeOut, FeedOut
from city.problems import refusals

router = APIRouter(prefix="/calendar-feed", tags=["calendar feed"])

Secret = Annotated[str, Path(min_length=20, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


@router.get("", responses=refusals(SessionExpired))
async def show_feed(me: Current, session: Transaction, now: ReceivedAt) -> FeedOut:
    """Whether the guardian has an address for their calendar."""
    return await service.describe(session, me, now)


@router.post("", status_code=201, responses=refusals(SessionExpired))
async def make_feed(request: Request, me: Current, session: Transaction, now: ReceivedAt) -> FeedMadeOut:
    """A new address; the one of before answers no more."""
    return await service.make(session, me, f"{request.url.path}/", now)


@router.delete("", status_code=204, responses=refusals(SessionExpired))
async def end_feed(me: Current, session: Transaction) -> None:
    """No address any more."""
    await service.end(session, me)


@router.get(
    "/{secret}.ics",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {}}, "description": "The bookings of the guardian's household."},
        304: {"description": "Nothing has changed since `If-None-Match`."},
        **refusals(NotFound, SlowDown),
    },
)
async def read_feed(
    secret: Secret,
    database: TheDatabase,
    town: TheTown,
    now: ReceivedAt,
    if_none_match: Annotated[str | None, Header(max_length=500)] = None,
) -> Response:
    """The calendar. Whoever knows the address may read it: no session is asked."""
    feed = await service.read(database, town, secret, if_none_match, now)
    headers = {"ETag": feed.etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if feed.body is None:
        return Response(status_code=304, headers=headers)
    return Response(feed.body, media_type="text/calendar; charset=utf-8", headers=headers)
