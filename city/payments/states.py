"""The states of a payment order."""

from __future__ import annotations

from enum import StrEnum


class OrderState(StrEnum):
    """`open`: the parent is at the bank; `checking`: they came back, the bank has not decided yet."""

    OPEN = "open"
    CHECKING = "checking"
    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


RUNNING = frozenset({OrderState.OPEN, OrderState.CHECKING})
"""An invoice has at most one order in these states."""
