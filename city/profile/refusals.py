"""What a change of one's own account may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class EmailUsed(Refusal):
    """Another account has this address."""

    status = 409
    code = "EMAIL_USED"
