"""What may be refused about a registration."""

from __future__ import annotations

from city.errors import Refusal


class EndedAlready(Refusal):
    """The registration is over on that day, or no longer active."""

    status = 409
    code = "REGISTRATION_ENDED"
