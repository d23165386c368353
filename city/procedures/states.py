"""Where a procedure stands."""

from __future__ import annotations

from enum import StrEnum


class ProcedureState(StrEnum):
    """`to_complete`: the city asks for more; `rejected` ones can be corrected into a new draft."""

    DRAFT = "draft"
    TO_COMPLETE = "to_complete"
    PENDING = "pending"
    VALIDATED = "validated"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


CURRENT = frozenset({ProcedureState.DRAFT, ProcedureState.TO_COMPLETE})
"""With the family: it may be typed into."""

SENT = frozenset(ProcedureState) - CURRENT
DECIDED = frozenset({ProcedureState.VALIDATED, ProcedureState.REJECTED})
