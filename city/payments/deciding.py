"""What the bank's word makes of an order. Nothing here reads the database; every instant is the city's.

A payer has a quarter of an hour at the bank. An order is over 20 minutes after it began unless the bank said
something before; what was refused or abandoned is over at once, so that the parent can begin anew. The bank is asked
on for three hours all the same: money that comes late is taken, and what came twice is deducted from the next invoice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from city.clock import after
from city.payments.bank import Outcome
from city.payments.states import RUNNING, OrderState

PAYABLE_FOR = timedelta(minutes=15)
EXPIRES_AFTER = timedelta(minutes=20)
WATCHED_FOR = timedelta(hours=3)
FORGOTTEN_AFTER = timedelta(minutes=2)
"""An order that never got its address from the bank cannot be paid by anybody."""
_SOONEST = timedelta(seconds=20)
_LATEST = timedelta(minutes=10)
_ENDS = {
    Outcome.REFUSED: OrderState.REFUSED,
    Outcome.CANCELLED: OrderState.CANCELLED,
    Outcome.UNKNOWN: OrderState.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The order's state from now on, and when to ask the bank again (None = its last word is known)."""

    state: OrderState
    ask_at: datetime | None


def decide(state: OrderState, outcome: Outcome, *, created_at: datetime, now: datetime) -> Decision:
    """What `outcome`, heard at `now`, makes of an order in `state`. Paid is final."""
    age = now - created_at
    if state is OrderState.PAID or outcome is Outcome.PAID:
        return Decision(OrderState.PAID, None)
    over = age >= EXPIRES_AFTER
    if outcome is Outcome.UNKNOWN and not over:
        outcome = Outcome.WAITING
    if state in RUNNING:
        if outcome in _ENDS:
            state = _ENDS[outcome]
        elif over:
            state = OrderState.EXPIRED
    last_word = outcome is Outcome.UNKNOWN or age >= WATCHED_FOR
    return Decision(state, None if last_word else ask_next(created_at, now))


def ask_next(created_at: datetime, now: datetime) -> datetime:
    """When the bank is asked again: often at first, then every ten minutes."""
    return after(now, max(_SOONEST, min(_LATEST, (now - created_at) / 4)))
