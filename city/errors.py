"""Refusals: what the city will not do, each a class with a status and a code.

They are raised anywhere below an endpoint, roll its transaction back, and are answered as `application/problem+json`
(`city/problems.py`). The `code` is what clients act on; the docstring's first line becomes the problem's title.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class Refusal(Exception):
    """The request was refused."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "REFUSED"

    def __init__(self, params: Mapping[str, Any] | None = None, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(self.code)
        self.params: dict[str, Any] = dict(params or {})
        self.headers: dict[str, str] = dict(headers or {})

    @classmethod
    def title(cls) -> str:
        """One English sentence for engineers: the first line of the class's docstring."""
        return (cls.__doc__ or cls.code).strip().splitlines()[0]


class NotFound(Refusal):
    """There is no such thing for this household."""

    status = 404
    code = "NOT_FOUND"


class SessionExpired(Refusal):
    """The session is unknown, revoked or too old."""

    status = 401
    code = "SESSION_EXPIRED"


class NotJson(Refusal):
    """The body is not JSON."""

    status = 400
    code = "NOT_JSON"


class Invalid(Refusal):
    """The request does not have the expected shape (`params.errors`)."""

    status = 422
    code = "INVALID"


class TooBig(Refusal):
    """The body is larger than the city reads (`params.max_bytes`)."""

    status = 413
    code = "TOO_BIG"


class OpeningRush(Refusal):
    """More people ask at once than the city can serve: try again after `params.retry_after` seconds."""

    status = 503
    code = "OPENING_RUSH"

    def __init__(self, retry_after: int = 3) -> None:
        super().__init__({"retry_after": retry_after}, headers={"Retry-After": str(retry_after)})


class BadPeriod(Refusal):
    """The period is upside down or longer than the city answers (`params.max_days`)."""

    status = 422
    code = "BAD_PERIOD"
