"""What the import of a list may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class AppliedAlready(Refusal):
    """The list was applied before."""

    status = 409
    code = "LIST_APPLIED"


class ListChanged(Refusal):
    """The list would no longer do what was shown."""

    status = 409
    code = "LIST_CHANGED"
