"""What became of a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from city.bookings.booking import Booking
from city.bookings.states import BookingState
from city.rules import Reason

_SETTLED = {
    BookingState.BOOKED: ("booked", "BOOKED"),
    BookingState.HELD: ("held", "HELD"),
    BookingState.WAITLISTED: ("waitlisted", "WAITLISTED"),
    BookingState.AWAITING_VALIDATION: ("awaiting_validation", "AWAITING_VALIDATION"),
}


@dataclass(slots=True)
class Answer:
    """The verdict on one line. `counted_cents` is its part of the total; instants in `params` are RFC 3339."""

    verdict: str
    code: str
    price_cents: int
    params: dict[str, str] = field(default_factory=dict)
    position: int | None = None
    counted_cents: int = 0
    booking: Booking | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing came of the line."""
        return self.verdict == "refused"

    @property
    def stands(self) -> bool:
        """Whether the line changes something (and so falls when its group does)."""
        return self.verdict not in ("refused", "unchanged")

    def settle(self) -> None:
        """Takes the verdict from the booking as it is once everything is decided."""
        if self.verdict != "asked" or self.booking is None:
            return
        booking = self.booking
        self.verdict, self.code = _SETTLED[booking.state]
        self.price_cents = booking.price_cents
        if booking.held_until is not None:
            self.params = {"held_until": booking.held_until.isoformat()}
        if booking.state in (BookingState.BOOKED, BookingState.HELD):
            self.counted_cents = booking.price_cents


def refused(code: str, price_cents: int, **params: str) -> Answer:
    """A refusal."""
    return Answer("refused", code, price_cents, params)


def refused_for(reason: Reason, price_cents: int) -> Answer:
    """A refusal with the reason of the rules."""
    return Answer("refused", reason.code, price_cents, dict(reason.params))


def unchanged(booking: Booking | None) -> Answer:
    """Booking what is booked, cancelling what is not."""
    if booking is None:
        return Answer("unchanged", "UNCHANGED", 0)
    return Answer("unchanged", "UNCHANGED", booking.price_cents, {"state": booking.state.value}, booking=booking)


def asked(booking: Booking) -> Answer:
    """A booking made; its verdict is settled at the end."""
    return Answer("asked", "ASKED", booking.price_cents, booking=booking)


def cancelled(booking: Booking, was: BookingState) -> Answer:
    """A booking cancelled; what it cost is taken off the total if it was to be paid."""
    counted = booking.price_cents if was in (BookingState.BOOKED, BookingState.HELD) else 0
    return Answer("cancelled", "CANCELLED", booking.price_cents, {"was": was.value}, counted_cents=-counted)
