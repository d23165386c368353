"""Giving freed places to those who wait: first come, first served, and nobody is passed for good.

Who cannot take the place (with all it needs, on a day that is served, still registered) is passed over and keeps the
rank.
"""

from __future__ import annotations

from city.bookings.bonds import Bonds
from city.bookings.booking import Booking, CounterDay
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.states import BookingState


def promote(ledger: Ledger, judge: Judge, bonds: Bonds) -> list[Booking]:
    """Gives the places of `ledger.freed`; returns who got one, in order. Closed lists give nothing."""
    given: list[Booking] = []
    while ledger.freed:
        found = _round(ledger, judge, bonds, sorted(ledger.freed))
        ledger.freed.clear()
        for booking in found:
            for follower in _dependants(ledger, bonds, booking):
                ledger.freed.update(follower.counter_days)
                if not follower.counters:
                    given += _given(ledger, judge, bonds, follower)
        given += found
    return given


def _round(ledger: Ledger, judge: Judge, bonds: Bonds, keys: list[CounterDay]) -> list[Booking]:
    given: list[Booking] = []
    for day, counter in keys:
        for waiting in ledger.queue((day, counter)):
            if ledger.room(day, (counter,)) == 0:
                break
            if waiting.state is BookingState.WAITLISTED:
                given += _given(ledger, judge, bonds, waiting)
    return given


def _given(ledger: Ledger, judge: Judge, bonds: Bonds, waiting: Booking) -> list[Booking]:
    """The whole chain of `waiting`, seated; nothing when one of it cannot be."""
    chain = chain_of(ledger, bonds, waiting)
    return chain if chain is not None and _seat(ledger, judge, chain) else []


def chain_of(ledger: Ledger, bonds: Bonds, first: Booking) -> list[Booking] | None:
    """The waiting bookings that must be given a place together with `first`, itself included.

    None when the household does not hold one that they require, nor waits for it. A linked one that is missing asks
    nothing: lines of linked services were accepted together, wherever both exist.
    """
    mine = ledger.with_same_owner(first)
    chain, todo = [first], [first.service]
    while todo:
        service = todo.pop()
        if not bonds.requires.get(service, frozenset()) <= mine.keys():
            return None
        for needed in sorted(bonds.needs(service) & mine.keys()):
            other = mine[needed]
            if other.state is BookingState.WAITLISTED and other not in chain:
                chain.append(other)
                todo.append(needed)
    return chain


def _seat(ledger: Ledger, judge: Judge, chain: list[Booking]) -> bool:
    mark = ledger.mark()
    for booking in chain:
        pupil = ledger.pupils.get(booking.child_id)
        if not ledger.knows_places_of(booking) or not judge.may_take(pupil, booking.service, booking.day):
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
        for other in ledger.with_same_owner(booking).values()
        if other.state is BookingState.WAITLISTED and booking.service in bonds.needs(other.service)
    ]
