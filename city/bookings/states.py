"""The states of a booking, and which of them count."""

from __future__ import annotations

from enum import StrEnum


class BookingState(StrEnum):
    """`held` until paid; `cancelled` and `refused` are history, every other state is live."""

    HELD = "held"
    BOOKED = "booked"
    WAITLISTED = "waitlisted"
    AWAITING_VALIDATION = "awaiting_validation"
    PRESENT = "present"
    ABSENT = "absent"
    ABSENT_JUSTIFIED = "absent_justified"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class EndedBy(StrEnum):
    """Who or what ended a booking."""

    PARENT = "parent"
    CITY = "city"
    HOLD_EXPIRED = "hold_expired"
    LIST_CLOSED = "list_closed"


ATTENDED = frozenset({BookingState.PRESENT, BookingState.ABSENT, BookingState.ABSENT_JUSTIFIED})
SEATED = frozenset({BookingState.HELD, BookingState.BOOKED}) | ATTENDED
"""The states that take a place in the booking's counters."""

LIVE = SEATED | {BookingState.WAITLISTED, BookingState.AWAITING_VALIDATION}
"""At most one booking in these states per (child, service, date)."""
