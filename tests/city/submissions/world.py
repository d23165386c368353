"""A town without a database: submissions decided one after the other on the bookings of the ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from city.bookings.bonds import Bonds, bonds_of
from city.bookings.booking import Booking, CounterDay
from city.bookings.judging import Judge, Pupil, Registered
from city.bookings.ledger import Ledger, Places
from city.bookings.people import Family
from city.bookings.promotion import chain_of
from city.bookings.states import BookingState
from city.submissions.decide import Desk, decide
from city.submissions.schemas import LineIn
from city.submissions.verdicts import Answer
from city.towns import Town

YEAR = (date(2026, 9, 1), date(2027, 7, 2))
HOUSEHOLDS = {"h_1": ("c_1", "c_shared"), "h_2": ("c_2", "c_shared"), "h_3": ("c_3", "c_4")}


@dataclass
class World:
    """Three households, two of which share a child, in a town at one instant."""

    town: Town
    at: datetime
    bookings: list[Booking] = field(default_factory=list)
    places: dict[CounterDay, Places] = field(default_factory=dict)

    def decide(self, household: str, lines: Sequence[LineIn], *, keep: bool) -> list[Answer]:
        """The answers; with `keep` what they change stays."""
        ledger = Ledger(
            {key: replace(places) for key, places in self._places(lines).items()},
            [replace(booking) for booking in self.bookings],
            self._pupils(),
        )
        desk = Desk(self.family(household), self._judge(), ledger, self.bonds, "r_1" if keep else None)
        answers = decide(lines, desk)
        if keep:
            days = {line.date for line in lines}
            pupils = {child for children in HOUSEHOLDS.values() for child in children}
            others = [booking for booking in self.bookings if booking.day not in days]
            self.bookings = others + [
                booking
                for day in sorted(days)
                for child in sorted(pupils)
                for booking in ledger.of_child(child, day).values()
            ]
            self.places = ledger.places
        return answers

    def family(self, household: str) -> Family:
        """A household; its quotient is known."""
        mine = {child: pupil for child, pupil in self._pupils().items() if child in HOUSEHOLDS[household]}
        return Family(household, mine, lambda _day: 742)

    def _pupils(self) -> dict[str, Pupil]:
        everything = tuple(Registered(activity, *YEAR) for activity in self.town.activities)
        return {
            child: Pupil(child, child, "jean-jaures", "elementaire", everything)
            for children in HOUSEHOLDS.values()
            for child in children
        }

    @property
    def bonds(self) -> Bonds:
        """The town's bonds."""
        return bonds_of(self.town)

    def held(self, child: str, day: date) -> dict[str, BookingState]:
        """The child's live bookings of a day."""
        return {b.service: b.state for b in self.bookings if (b.child_id, b.day) == (child, day)}

    def could_be_given(self) -> list[Booking]:
        """Who waits although every place of the whole chain is free."""
        ledger = Ledger(self.places, self.bookings)
        found = []
        for booking in self.bookings:
            if booking.state is not BookingState.WAITLISTED:
                continue
            chain = chain_of(ledger, self.bonds, booking)
            if chain and all(ledger.room(one.day, one.counters) != 0 for one in chain):
                found.append(booking)
        return found

    def _judge(self) -> Judge:
        return Judge(self.town, self.at, lambda _day: 742)

    def _places(self, lines: Sequence[LineIn]) -> dict[CounterDay, Places]:
        for line in lines:
            for counter in self.town.counters.values():
                self.places.setdefault((line.date, counter.id), Places(counter.places))
        return self.places
