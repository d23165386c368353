"""What the turn of the school year may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class TooEarly(Refusal):
    """Classes of the year before are still held (`params.opens`)."""

    status = 409
    code = "TURN_TOO_EARLY"


class TurnedAlready(Refusal):
    """No child is left to be moved."""

    status = 409
    code = "TURNED_ALREADY"


class TurnChanged(Refusal):
    """The turn would no longer do what was shown."""

    status = 409
    code = "TURN_CHANGED"
