"""The edge of the app: HTTP to a city."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.session import Credentials
from services.transport.naming import broken_line, error_of, naming_errors
from services.transport.opening import READ_TIMEOUT, make_client

_log = logging.getLogger(__name__)

WRITE_TIMEOUT = httpx.Timeout(45.0, connect=5.0)
"""Seconds. A submission may wait for its turn at the city; it is kept on the device meanwhile."""
PAPER_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
"""Seconds. A paper is drawn when it is asked for: years of a household's data take a slow server a while."""
LISTEN_TIMEOUT = httpx.Timeout(45.0, connect=5.0)
"""Seconds. A line that is silent for three of the city's heartbeats is dead."""

_PIECE = 64 * 1024
_RETRIED = frozenset({502, 503, 504})
_RETRIES = 2
_FIRST_WAIT = 0.3
_LONGEST_WAIT = 3.0


_FILE_NAME = re.compile(r"""filename="?([^";]+)""")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """`name` as the city proposes it, without any folder; empty when it says none."""

    content: bytes
    media_type: str
    name: str


def _file_name(response: httpx.Response) -> str:
    found = _FILE_NAME.search(response.headers.get("content-disposition", ""))
    return re.split(r"[/\\]", found[1])[-1].strip() if found else ""


class Transport:
    """Requests to one city. Sends the token of `credentials`, lets `clock` hear the city, retries reads only.

    `inner` replaces the network (a city in process); `wait` and `dice` (0 to 1) are the pauses between retries.
    """

    def __init__(
        self,
        url: str,
        *,
        credentials: Credentials,
        clock: CityClock,
        inner: httpx.AsyncBaseTransport | None = None,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._credentials = credentials
        self._clock = clock
        self._wait = wait
        self._dice = dice
        self._client = make_client(url, inner)

    def whole(self, path: str) -> str:
        """The address of that path for whoever is not this app."""
        return str(self._client.base_url.join(path))

    async def read(self, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """The body of a GET. Repeated after a pause when the city could not be reached or was busy."""
        return (await self._get(path, params)).content

    async def download(self, path: str) -> Downloaded:
        """A file, as `read` reads."""
        response = await self._get(path, None, PAPER_TIMEOUT)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip()
        return Downloaded(response.content, media_type or "application/octet-stream", _file_name(response))

    async def _get(
        self, path: str, params: Mapping[str, str] | None, patience: httpx.Timeout = READ_TIMEOUT
    ) -> httpx.Response:
        for attempt in range(_RETRIES + 1):
            last = attempt == _RETRIES
            try:
                with naming_errors():
                    response = await self._client.get(path, params=params, headers=self._headers(), timeout=patience)
            except ServiceError as error:
                if last or not broken_line(error):
                    raise
                await self._pause(attempt, None)
                continue
            if response.status_code in _RETRIED and not last:
                self._hear(response)
                await self._pause(attempt, response.headers.get("retry-after"))
                continue
            self._body(response)
            return response
        raise ServiceError(ErrorKind.CITY_DOWN)

    async def lines(self, path: str, headers: Mapping[str, str] | None = None) -> AsyncGenerator[str, None]:
        """The lines of a GET that stays open, as they come. Ends when the city closes it."""
        sent = {**self._headers(), "Accept": "text/event-stream", **(headers or {})}
        with naming_errors():
            async with self._client.stream("GET", path, headers=sent, timeout=LISTEN_TIMEOUT) as response:
                if not response.is_success:
                    await response.aread()
                self._hear(response)
                if not response.is_success:
                    raise error_of(response)
                async for line in response.aiter_lines():
                    yield line

    async def write(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        *,
        repeatable: bool = False,
    ) -> bytes:
        """The body of the answer. Sent once; if `repeatable`, at once again over a new line when the first broke."""
        content = None if body is None else json.dumps(body, separators=(",", ":")).encode()
        sent = {**self._headers(), **(headers or {})}
        if content is not None:
            sent["Content-Type"] = "application/json"
        try:
            response = await self._send(method, path, content, sent)
        except ServiceError as error:
            if not repeatable or not broken_line(error):
                raise
            response = await self._send(method, path, content, sent)
        return self._body(response)

    async def upload(
        self, path: str, content: bytes, media_type: str, params: Mapping[str, str], progress: Callable[[float], None]
    ) -> bytes:
        """The answer to a PUT of these bytes. `progress` hears the part sent, from 0 to 1. Sent once."""

        async def pieces() -> AsyncGenerator[bytes, None]:
            for start in range(0, len(content), _PIECE):
                yield content[start : start + _PIECE]
                progress(min(start + _PIECE, len(content)) / len(content))

        sent = {**self._headers(), "Content-Type": media_type, "Content-Length": str(len(content))}
        with naming_errors():
            response = await self._client.request(
                "PUT", path, params=params, content=pieces(), headers=sent, timeout=WRITE_TIMEOUT
            )
        return self._body(response)

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._client.aclose()

    async def _send(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> httpx.Response:
        with naming_errors():
            return await self._client.request(method, path, content=content, headers=headers, timeout=WRITE_TIMEOUT)

    def _headers(self) -> dict[str, str]:
        token = self._credentials.token
        return {"Authorization": f"Bearer {token}"} if token is not None else {}

    def _body(self, response: httpx.Response) -> bytes:
        self._hear(response)
        if not response.is_success:
            raise error_of(response)
        return response.content

    def _hear(self, response: httpx.Response) -> None:
        told = response.headers.get("portail-now")
        if told is None:
            return
        try:
            now = datetime.fromisoformat(told)
        except ValueError:
            _log.warning("the city's instant cannot be read")
            return
        if now.tzinfo is not None:
            self._clock.hear(now)

    async def _pause(self, attempt: int, asked: str | None) -> None:
        """Longer each time, never all together; what the city asks for is granted within reason."""
        seconds = _FIRST_WAIT * 2**attempt * (0.5 + self._dice())
        if asked is not None and asked.isdigit():
            seconds = max(seconds, min(float(asked), _LONGEST_WAIT))
        await self._wait(seconds)
