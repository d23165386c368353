"""Ending bookings by the city, with what cannot be held without them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from city.bookings.bonds import Bonds
from city.bookings.booking import Booking
from city.bookings.ledger import Ledger
from city.bookings.states import BookingState, EndedBy


def expire_holds(ledger: Ledger, bonds: Bonds, children: Collection[str], now: datetime) -> None:
    """Ends the holds that are over at `now`, where the ledger may change them: of `children`, or in its counters."""
    for booking in ledger.all_live():
        mine = booking.child_id in children or (booking.counters and ledger.knows_places_of(booking))
        if mine and is_over(booking, now):
            _expire(ledger, bonds, booking)


def is_over(booking: Booking, now: datetime) -> bool:
    """Whether it is held and was not paid in time."""
    return booking.state is BookingState.HELD and booking.held_until is not None and booking.held_until <= now


def _expire(ledger: Ledger, bonds: Bonds, booking: Booking) -> None:
    others = ledger.with_same_owner(booking)
    end(ledger, booking, ended_by=EndedBy.HOLD_EXPIRED, news="EXPIRED")
    for name in sorted(bonds.needed_by(booking.service) & others.keys()):
        other = ledger.live(booking.child_id, name, booking.day)
        if other is not None and not other.attended and not other.invoiced:
            _expire(ledger, bonds, other)


def close_with_dependants(ledger: Ledger, bonds: Bonds, booking: Booking, reason: str) -> list[Booking]:
    """Cancels a booking because the city closes, and what requires it. What is only linked may stay without it."""
    others = ledger.with_same_owner(booking)
    ended = [booking]
    end(ledger, booking, ended_by=EndedBy.CITY, end_reason=reason, news="CANCELLED_BY_CITY")
    for name in sorted(bonds.required_by.get(booking.service, frozenset()) & others.keys()):
        other = ledger.live(booking.child_id, name, booking.day)
        if other is not None and not other.attended:
            ended += close_with_dependants(ledger, bonds, other, reason)
    return ended


def end(ledger: Ledger, booking: Booking, **fields: Any) -> None:
    """Cancels a live booking."""
    ledger.change(booking, BookingState.CANCELLED, **fields)
