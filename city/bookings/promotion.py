"""Giving freed places to those who wait: first come, first served, and nobody is passed for good.

Who cannot take the place with all linked services is passed over and keeps the rank.
"""

from __future__ import annotations

from city.bookings.bonds import Bonds
from city.bookings.booking import Booking, CounterDay
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.states import BookingState


def promote(ledger: Ledger, judge: Judge, bonds: Bonds) -> list[Booking]:
    """Gives the places freed since the last call; returns who got one, in order. Closed lists give nothing."""
    given: list[Booking] = []
    while ledger.freed:
        found = _round(ledger, judge, bonds, sorted(ledger.freed))
        ledger.freed.clear()
        for booking in found:
            for follower in _dependants(ledger, bonds, booking):
                ledger.freed.update(follower.counter_days)
                if not follower.counters and _seat(ledger, judge, [follower]):
                    given.append(follower)
        given += found
    return given


def _round(ledger: Ledger, judge: Judge, bonds: Bonds, keys: list[CounterDay]) -> list[Booking]:
    given: list[Booking] = []
    for day, counter in keys:
        for waiting in ledger.queue((day, counter)):
            if ledger.room(day, (counter,)) == 0:
                break
            if waiting.state is not BookingState.WAITLISTED:
                continue
            chain = chain_of(ledger, bonds, waiting)
            if chain is not None and _seat(ledger, judge, chain):
                given += chain
    return given


def chain_of(ledger: Ledger, bonds: Bonds, first: Booking) -> list[Booking] | None:
    """The waiting bookings that must be given a place together with `first`; None when one they need is missing."""
    of_day = ledger.of_child(first.child_id, first.day)
    chain, todo = [first], [first.service]
    while todo:
        for needed in bonds.needs(todo.pop()):
            other = of_day.get(needed)
            if other is None:
                continue
            if other.state is BookingState.WAITLISTED and other not in chain:
                if other.household_id != first.household_id:
                    return None
                chain.append(other)
                todo.append(needed)
    return chain


def _seat(ledger: Ledger, judge: Judge, chain: list[Booking]) -> bool:
    mark = ledger.mark()
    for booking in chain:
        known = all(key in ledger.places for key in booking.counter_days)
        if not known or not judge.may_still_come(booking.service, booking.day):
            return _back(ledger, mark)
        if ledger.room(booking.day, booking.counters) == 0:
            return _back(ledger, mark)
        until = judge.hold_until(booking.service)
        state = BookingState.HELD if until else BookingState.BOOKED
        ledger.change(booking, state, held_until=until, news="PLACE_FREED")
    return True


def _back(ledger: Ledger, mark: int) -> bool:
    ledger.back_to(mark)
    return False


def _dependants(ledger: Ledger, bonds: Bonds, booking: Booking) -> list[Booking]:
    """What the same child waits for only because it needs the one just given."""
    return [
        other
        for other in ledger.of_child(booking.child_id, booking.day).values()
        if other.state is BookingState.WAITLISTED and booking.service in bonds.needs(other.service)
    ]
