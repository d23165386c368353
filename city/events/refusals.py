"""What may be refused about live events."""

from __future__ import annotations

from city.errors import Refusal


class TooManyLines(Refusal):
    """The account has as many lines open as the city keeps for one (`params.max`)."""

    status = 429
    code = "TOO_MANY_STREAMS"
