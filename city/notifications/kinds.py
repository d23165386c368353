"""The kinds of notifications, what each says, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a notification is about."""

    MESSAGE = "message"
    INVOICE = "invoice"
    INVOICE_OVERDUE = "invoice_overdue"
    PAYMENT = "payment"
    PROCEDURE_TO_COMPLETE = "procedure_to_complete"
    PROCEDURE_DECIDED = "procedure_decided"
    PLACE_FREED = "place_freed"
    BOOKING_ENDED = "booking_ended"
    BOOKING_VALIDATED = "booking_validated"
    REPRICED = "repriced"
    DEADLINE = "deadline"
    OPENING = "opening"
    PLACE_TO_TAKE = "place_to_take"
    NEWS = "news"
    CHILD_CHANGED = "child_changed"
    REGISTRATION_ENDED = "registration_ended"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Target:
    """What a notification opens: `page` is one of `PAGES`, `id` what that page shows."""

    page: str
    id: str

    def __post_init__(self) -> None:
        if self.page not in PAGES:
            raise ValueError(f"no such page: {self.page!r}")


PAGES = frozenset({"thread", "invoice", "payment", "procedure", "receipt", "day", "news", "child"})

_INVOICE = frozenset({"number", "total_cents", "due_on", "title"})
_SLOT = frozenset({"child", "child_name", "service", "date"})
PARAMS: dict[Kind, frozenset[str]] = {
    Kind.MESSAGE: frozenset({"from", "subject", "excerpt"}),
    Kind.INVOICE: _INVOICE,
    Kind.INVOICE_OVERDUE: _INVOICE,
    Kind.PAYMENT: frozenset({"reference", "state", "total_cents", "count"}),
    Kind.PROCEDURE_TO_COMPLETE: frozenset({"number", "title", "words"}),
    Kind.PROCEDURE_DECIDED: frozenset({"number", "title", "state", "words"}),
    Kind.PLACE_FREED: _SLOT,
    Kind.BOOKING_ENDED: _SLOT | {"code", "reason"},
    Kind.BOOKING_VALIDATED: _SLOT,
    Kind.REPRICED: _SLOT | {"from_cents", "to_cents"},
    Kind.DEADLINE: _SLOT | {"book_by"},
    Kind.OPENING: frozenset({"service", "opens", "date"}),
    Kind.PLACE_TO_TAKE: _SLOT,
    Kind.NEWS: frozenset({"title"}),
    Kind.CHILD_CHANGED: frozenset({"child", "child_name", "what"}),
    Kind.REFUND: frozenset({"total_cents", "means", "reference", "date"}),
    Kind.REGISTRATION_ENDED: frozenset({"child", "child_name", "activity", "activity_name", "date", "count", "reason"}),
}
"""What `params` holds at least, plain JSON; a deadline that was asked for also says `asked`.

`service_name` is added from the town file when it is shown.
"""
