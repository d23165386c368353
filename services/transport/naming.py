"""The one place where failures get their names."""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from pydantic import ValidationError

from services.errors import ErrorKind, ServiceError

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})

_AS_NAMED = (
    ErrorKind.INVALID_CREDENTIALS,
    ErrorKind.SESSION_EXPIRED,
    ErrorKind.SLOW_DOWN,
    ErrorKind.LINK_EXPIRED,
    ErrorKind.WEAK_PASSWORD,
    ErrorKind.OPENING_RUSH,
    ErrorKind.CHANGED_ELSEWHERE,
    ErrorKind.ALREADY_SENT,
    ErrorKind.ALREADY_DECIDED,
    ErrorKind.NOT_OPEN,
    ErrorKind.TOO_MANY_DRAFTS,
    ErrorKind.INCOMPLETE,
    ErrorKind.BAD_TYPE,
    ErrorKind.EMPTY_FILE,
    ErrorKind.BROKEN_FILE,
    ErrorKind.TOO_MANY_FILES,
    ErrorKind.ALREADY_PAYING,
    ErrorKind.NOT_PAYABLE,
    ErrorKind.TOTAL_CHANGED,
    ErrorKind.NO_TILL,
    ErrorKind.TOO_MUCH,
    ErrorKind.TOO_LITTLE,
    ErrorKind.ONE_AT_A_TIME,
    ErrorKind.BANK_DOWN,
    ErrorKind.EMAIL_TOO_LONG,
    ErrorKind.NEEDS_PROCEDURE,
    ErrorKind.EMAIL_USED,
    ErrorKind.TOO_MANY_REMINDERS,
    ErrorKind.NOTHING_TO_TELL,
)
"""Codes of the city that are kinds of ours."""
_KINDS = {kind.value: kind for kind in _AS_NAMED} | {
    "TOO_MANY_LINES": ErrorKind.TOO_BIG,
    "TOO_MANY_CONTACTS": ErrorKind.TOO_MANY,
    "TOO_MANY_WEEKS": ErrorKind.TOO_MANY,
    "NOT_SENT": ErrorKind.CHANGED_ELSEWHERE,
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


def broken_line(error: ServiceError) -> bool:
    """Whether a new connection may succeed at once: the city closes idle ones while we begin to use them."""
    broken = isinstance(error.__cause__, (httpx.NetworkError, httpx.RemoteProtocolError))
    return broken and error.kind is not ErrorKind.OFFLINE


def error_of(response: httpx.Response) -> ServiceError:
    """What an answer that is no success means. Without a `code` of ours it is nobody's verdict: UNEXPECTED."""
    status = response.status_code
    code, params = _problem(response)
    if code in _KINDS:
        kind = _KINDS[code]
    elif code == "TOO_BIG" and "max_bytes" in params:
        kind = ErrorKind.FILE_TOO_BIG
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
