"""What signing in at the desk and looking after its agents may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class DeskSessionNeeded(Refusal):
    """Nobody is signed in at the desk with this cookie."""

    status = 401
    code = "DESK_SESSION_NEEDED"


class NotAllowed(Refusal):
    """The agent's role does not include this."""

    status = 403
    code = "NOT_ALLOWED"


class AgentKnown(Refusal):
    """Another agent has this e-mail address."""

    status = 409
    code = "AGENT_KNOWN"


class LastAdministrator(Refusal):
    """The town would have no administrator any more."""

    status = 409
    code = "LAST_ADMINISTRATOR"
