"""The address of live events (server-sent events, WHATWG HTML §9.2)."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Receive, Scope, Send

from city.context import Current, TheHub, TheNow, TheSettings
from city.errors import SessionExpired
from city.events.hub import Hub, Listener, Told
from city.events.refusals import TooManyLines
from city.problems import refusals

log = logging.getLogger("city.events")

router = APIRouter(tags=["events"])

_SEND_SECONDS = 30.0
"""A device that takes nothing for so long is not there any more."""
_FAREWELL_SECONDS = 1.0
_LONGEST_ID = 18
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "One event per change.", "content": {"text/event-stream": {}}}
}


class Line(EventSourceResponse):
    """The answer that does not end. One that nobody reads is closed, and that is no failure."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except SendTimeoutError:
            log.info("a line is closed: nobody reads it")


@router.get("/events", response_class=Line, responses=_STREAM | refusals(SessionExpired, TooManyLines))
async def follow_events(
    me: Current,
    hub: TheHub,
    settings: TheSettings,
    now: TheNow,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Line:
    """What changed for the account, as it happens: only what to ask again, never the content."""
    if hub.lines_of(me.account_id) >= settings.lines_per_account:
        raise TooManyLines({"max": settings.lines_per_account})
    stopping = anyio.Event()
    return Line(
        _events(hub, Listener(me), _number(last_event_id), now, stopping),
        shutdown_event=stopping,
        shutdown_grace_period=_FAREWELL_SECONDS,
        ping=settings.heartbeat_seconds,
        ping_message_factory=lambda: ServerSentEvent(comment=""),
        send_timeout=_SEND_SECONDS,
        sep="\n",
    )


async def _events(
    hub: Hub, listener: Listener, last_id: int | None, now: Callable[[], datetime], stopping: anyio.Event
) -> AsyncIterator[ServerSentEvent]:
    watching = asyncio.create_task(_end_with(stopping, listener))
    try:
        told: Told | None = await hub.join(listener, last_id)
        while told is not None:
            yield _event(told, now())
            told = await listener.next()
    finally:
        watching.cancel()
        hub.leave(listener)


async def _end_with(stopping: anyio.Event, listener: Listener) -> None:
    """The server that stops ends its lines; devices come back to another, or later."""
    await stopping.wait()
    listener.end()


def _event(told: Told, now: datetime) -> ServerSentEvent:
    data = {"now": now.isoformat(), "topics": sorted(told.topics), "unread": told.unread}
    return ServerSentEvent(id=str(told.id), event="changed", data=json.dumps(data, separators=(",", ":")))


def _number(last_event_id: str | None) -> int | None:
    """The number a device had last; one that is none of ours is older than everything."""
    if not last_event_id:
        return None
    ours = last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) <= _LONGEST_ID
    return int(last_event_id) if ours else -1
