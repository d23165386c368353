"""What a change of the sheet may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class NeedsProcedure(Refusal):
    """The town checks this fact: it changes through the procedure `params.key`."""

    status = 409
    code = "NEEDS_PROCEDURE"


class TooManyContacts(Refusal):
    """The household has as many contacts as the city keeps for one (`params.max`)."""

    status = 409
    code = "TOO_MANY_CONTACTS"
