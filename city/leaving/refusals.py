"""What the deletion of an account may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class StandsAgainst(Refusal):
    """Something is still open for the account or its household."""

    status = 409
    code = "STANDS_AGAINST"


class NoLongerAsked(Refusal):
    """The guardian keeps the account after all, or somebody else has decided."""

    status = 409
    code = "NO_LONGER_ASKED"
