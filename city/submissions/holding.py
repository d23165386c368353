"""Services that exclude or need each other, against what the child will hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from city.bookings.bonds import Bonds
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.people import Family
from city.rules import Reason
from city.submissions.schemas import LineIn


class Holding:
    """What the children will hold once the bookings in `coming` are made (cancels are already in the ledger)."""

    def __init__(self, family: Family, judge: Judge, ledger: Ledger, bonds: Bonds, coming: Iterable[LineIn]) -> None:
        self._family = family
        self._judge = judge
        self._ledger = ledger
        self._bonds = bonds
        self._coming: dict[tuple[str, date], set[str]] = defaultdict(set)
        for line in coming:
            self._coming[line.child, line.date].add(line.service)

    def clash(self, line: LineIn) -> Reason | None:
        """Why the line's service cannot be held with the others, or without those it needs."""
        of_day = self._ledger.of_child(line.child, line.date)
        coming = self._coming.get((line.child, line.date), set())
        for other in sorted(self._bonds.excluded_by(line.service) & (of_day.keys() | coming)):
            booking = self._ledger.live(line.child, other, line.date)
            elsewhere = booking is not None and booking.household_id != self._family.household_id
            return Reason("BOOKED_ELSEWHERE" if elsewhere else "EXCLUDES", {"service": other})
        linked = {other for other in self._bonds.linked.get(line.service, ()) if self._exists(other, line)}
        required = self._bonds.requires.get(line.service, frozenset())
        for other in sorted((required | linked) - self._own(line)):
            return Reason("REQUIRES", {"service": other})
        return None

    def left_alone(self, line: LineIn) -> Reason | None:
        """Why the line's service cannot be given up: another that stays needs it."""
        for other in sorted(self._bonds.needed_by(line.service) & self._own(line)):
            return Reason("REQUIRES", {"service": other})
        return None

    def _own(self, line: LineIn) -> set[str]:
        """What this household will hold for the child that day: the other's bookings are not its to lean on."""
        of_day = self._ledger.of_child(line.child, line.date)
        held = {name for name, booking in of_day.items() if booking.household_id == self._family.household_id}
        return held | self._coming.get((line.child, line.date), set())

    def _exists(self, service: str, line: LineIn) -> bool:
        """Whether a linked service exists for the child that day: where it does not, the link asks nothing."""
        pupil = self._family.pupils[line.child]
        registered = self._judge.is_registered(pupil, service, line.date)
        return registered and self._judge.not_served(pupil, service, line.date) is None
