"""What may be refused about typical weeks."""

from __future__ import annotations

from city.errors import Refusal


class TooManyWeeks(Refusal):
    """The household has as many typical weeks as the city keeps for one (`params.max`)."""

    status = 409
    code = "TOO_MANY_WEEKS"
