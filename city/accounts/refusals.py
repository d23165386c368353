"""What signing in and links may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class InvalidCredentials(Refusal):
    """The e-mail or the password is wrong; which of them is not said."""

    status = 401
    code = "INVALID_CREDENTIALS"


class SlowDown(Refusal):
    """Too many failed attempts: try again after `params.retry_after` seconds."""

    status = 429
    code = "SLOW_DOWN"

    def __init__(self, retry_after: int) -> None:
        super().__init__({"retry_after": retry_after}, headers={"Retry-After": str(retry_after)})


class LinkExpired(Refusal):
    """The link is unknown, used or too old."""

    status = 410
    code = "LINK_EXPIRED"


class WeakPassword(Refusal):
    """The password is too easy to guess (`params.reason`: `short`, `common`, `personal`)."""

    status = 422
    code = "WEAK_PASSWORD"
