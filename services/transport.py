"""The edge of the app: HTTP to a city, and the one place where failures get their names."""

from __future__ import annotations

import asyncio
import errno
import importlib.util
import ipaddress
import json
import logging
import random
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx
from pydantic import ValidationError

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.session import Credentials

_log = logging.getLogger(__name__)

READ_TIMEOUT = httpx.Timeout(15.0, connect=5.0)
WRITE_TIMEOUT = httpx.Timeout(45.0, connect=5.0)
"""Seconds. A submission may wait for its turn at the city; it is kept on the device meanwhile."""

_RETRIED = frozenset({502, 503, 504})
_RETRIES = 2
_IDLE_SECONDS = 3.0
"""An idle connection is let go before a server does (many wait 5 s): a write on one just closed would look lost."""
_FIRST_WAIT = 0.3
_LONGEST_WAIT = 3.0

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})

_KINDS = {
    "INVALID_CREDENTIALS": ErrorKind.INVALID_CREDENTIALS,
    "SESSION_EXPIRED": ErrorKind.SESSION_EXPIRED,
    "SLOW_DOWN": ErrorKind.SLOW_DOWN,
    "LINK_EXPIRED": ErrorKind.LINK_EXPIRED,
    "WEAK_PASSWORD": ErrorKind.WEAK_PASSWORD,
    "TOO_MANY_LINES": ErrorKind.TOO_BIG,
    "OPENING_RUSH": ErrorKind.OPENING_RUSH,
}
_BY_STATUS = {
    400: ErrorKind.INVALID,
    401: ErrorKind.SESSION_EXPIRED,
    403: ErrorKind.NOT_ALLOWED,
    404: ErrorKind.NOT_FOUND,
    409: ErrorKind.INVALID,
    410: ErrorKind.NOT_FOUND,
    413: ErrorKind.TOO_BIG,
    422: ErrorKind.INVALID,
    429: ErrorKind.SLOW_DOWN,
}
_NEEDS_NO_CODE = frozenset({401, 413, 429})

# At INFO these write addresses, and an invitation's address is its secret.
for _chatty in ("httpx", "httpcore", "hpack", "h2"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)


@contextmanager
def naming_errors() -> Iterator[None]:
    """Names what fails inside: network, silence, bad payload. Cancellation and ServiceError pass through."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise ServiceError(ErrorKind.CITY_DOWN) from error
    except httpx.NetworkError as error:
        raise ServiceError(ErrorKind.OFFLINE if _no_network(error) else ErrorKind.CITY_DOWN) from error
    except httpx.RemoteProtocolError as error:
        raise ServiceError(ErrorKind.CITY_DOWN) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValidationError, ValueError) as error:
        raise ServiceError(ErrorKind.UNEXPECTED) from error


def _no_network(error: BaseException) -> bool:
    """Whether somewhere below lies a missing route or name, rather than a city that does not answer."""
    seen: set[int] = set()
    below: list[BaseException | None] = [error]
    while below:
        one = below.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, socket.gaierror) or (isinstance(one, OSError) and one.errno in _NO_NETWORK):
            return True
        below += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            below += one.exceptions
    return False


def _broken_line(error: ServiceError) -> bool:
    """Whether a new connection may succeed at once: the city closes idle ones while we begin to use them."""
    broken = isinstance(error.__cause__, (httpx.NetworkError, httpx.RemoteProtocolError))
    return broken and error.kind is not ErrorKind.OFFLINE


def error_of(response: httpx.Response) -> ServiceError:
    """What an answer that is no success means. Without a `code` of ours it is nobody's verdict: UNEXPECTED."""
    status = response.status_code
    code, params = _problem(response)
    if code in _KINDS:
        kind = _KINDS[code]
    elif status >= 500 or status == 408:
        kind = ErrorKind.CITY_DOWN
    elif code is not None or status in _NEEDS_NO_CODE:
        kind = _BY_STATUS.get(status, ErrorKind.UNEXPECTED)
    else:
        kind = ErrorKind.UNEXPECTED
    if kind is ErrorKind.SLOW_DOWN and "retry_after" not in params and "retry-after" in response.headers:
        params["retry_after"] = response.headers["retry-after"]
    if code is not None:
        params.setdefault("code", code)
    return ServiceError(kind, params)


def _problem(response: httpx.Response) -> tuple[str | None, dict[str, str]]:
    try:
        body = json.loads(response.content)
    except ValueError:
        return None, {}
    if not isinstance(body, dict) or not isinstance(body.get("code"), str):
        return None, {}
    params = body.get("params")
    return body["code"], texts(params) if isinstance(params, dict) else {}


def texts(params: Mapping[str, Any]) -> dict[str, str]:
    """Parameters of a sentence as text: lists joined by commas, nulls left out."""
    return {name: _text(value) for name, value in params.items() if value is not None}


def _text(value: object) -> str:
    return ",".join(map(_text, value)) if isinstance(value, list) else str(value)


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
        self._client = _make_client(url, inner)

    async def read(self, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """The body of a GET. Repeated after a pause when the city could not be reached or was busy."""
        for attempt in range(_RETRIES + 1):
            last = attempt == _RETRIES
            try:
                with naming_errors():
                    response = await self._client.get(path, params=params, headers=self._headers())
            except ServiceError as error:
                if last or not _broken_line(error):
                    raise
                await self._pause(attempt, None)
                continue
            if response.status_code in _RETRIED and not last:
                self._hear(response)
                await self._pause(attempt, response.headers.get("retry-after"))
                continue
            return self._body(response)
        raise ServiceError(ErrorKind.CITY_DOWN)

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
            if not repeatable or not _broken_line(error):
                raise
            response = await self._send(method, path, content, sent)
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


def _make_client(url: str, inner: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    parsed = httpx.URL(url)
    secure = parsed.scheme == "https"
    # Reading the authorities takes a tenth of a second of the start; a plain address needs none.
    context = httpx.create_ssl_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        base_url=url,
        timeout=READ_TIMEOUT,
        verify=context,
        http2=secure and importlib.util.find_spec("h2") is not None,
        trust_env=not _is_loopback(parsed.host),
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=_IDLE_SECONDS),
        transport=inner,
        headers={"Accept": "application/json"},
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
