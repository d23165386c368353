"""The outermost layer of every request: the city's instant on every answer, a limit to what is read, a second try."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from city.errors import OpeningRush, Refusal, TooBig
from city.problems import BodyTooBig, is_conflict, problem

log = logging.getLogger("city")

INSTANT_HEADER = "Portail-Now"

MOST_BYTES = 10 * 1024 * 1024
"""No endpoint reads more than this, whatever it asks for."""

_READS_UP_TO = "city_reads_up_to"
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def reads_up_to(size: int) -> Callable[[Endpoint], Endpoint]:
    """Marks an endpoint whose body may be larger than others': up to `size` bytes, `MOST_BYTES` at most."""

    def marked(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _READS_UP_TO, min(size, MOST_BYTES))
        return endpoint

    return marked


class Edge:
    """ASGI middleware. `now` gives the instant in the town's time zone; `body_limit` is in bytes (`reads_up_to`).

    `dress` gives a refusal the looks of where it is told.

    A request whose transaction the database ended for the sake of another's left nothing behind: it is done once
    more from its first byte, and refused as OPENING_RUSH when that happens again.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        now: Callable[[], datetime],
        body_limit: int,
        dress: Callable[[Scope, Response], Response],
    ) -> None:
        self._app = app
        self._now = now
        self._limit = body_limit
        self._dress = dress

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message)[INSTANT_HEADER] = self._now().isoformat()
            await send(message)

        try:
            if _declared(scope) > MOST_BYTES:
                raise TooBig({"max_bytes": MOST_BYTES})
            await self._attempt(scope, receive, answer)
        except Refusal as refusal:
            told = problem(refusal.status, refusal.code, refusal.title(), refusal.params, refusal.headers)
            await self._dress(scope, told)(scope, receive, answer)
        except Exception:
            if started:
                raise
            log.exception("unexpected failure on %s %s", scope["method"], _address(scope))
            told = problem(500, "UNEXPECTED", "The city failed unexpectedly.")
            await self._dress(scope, told)(scope, receive, answer)

    async def _attempt(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Twice at most. Raises OpeningRush."""
        heard: list[Message] = []
        pristine = dict(scope)
        try:
            await self._app(scope, self._counted(scope, receive, heard), send)
        except DBAPIError as error:
            if not is_conflict(error):
                raise
            log.warning("%s %s met another transaction and is done again", scope["method"], _address(scope))
        else:
            return
        try:
            await self._app(pristine, _replayed(heard, receive), send)
        except DBAPIError as error:
            raise (OpeningRush() if is_conflict(error) else error) from error

    def _counted(self, scope: Scope, receive: Receive, heard: list[Message]) -> Receive:
        """The body, as far as the endpoint that was found meanwhile reads."""
        read, declared = 0, _declared(scope)

        async def counted() -> Message:
            nonlocal read
            limit = getattr(scope.get("endpoint"), _READS_UP_TO, self._limit)
            if declared > limit:
                raise BodyTooBig(limit)
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise BodyTooBig(limit)
            heard.append(message)
            return message

        return counted


def _replayed(heard: list[Message], receive: Receive) -> Receive:
    """What was heard, then what comes."""
    left = iter(heard)

    async def replayed() -> Message:
        return next(left, None) or await receive()

    return replayed


def _declared(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _address(scope: Scope) -> str:
    """The address as it is declared, for a log: what stands in it may be somebody's secret."""
    return str(getattr(scope.get("route"), "path", "an address without a route"))
