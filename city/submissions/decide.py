"""Deciding the lines of a submission, in memory: nothing here reads or writes the database.

Cancels first, then bookings in the order sent; lines of one unit stand or fall together. A place that a cancel frees
goes to the waiting list before anyone, except to a line of its own unit. A unit that gives something up does not wait:
a full service refuses it whole, so that a swap never loses both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from city.bookings.bonds import Bonds
from city.bookings.booking import Booking
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger, Slot
from city.bookings.people import Family
from city.bookings.promotion import promote
from city.bookings.states import BookingState, EndedBy
from city.ids import new_id
from city.submissions.groups import Unit, clusters, required_first, units
from city.submissions.holding import Holding
from city.submissions.schemas import LineIn
from city.submissions.verdicts import Answer, asked, cancelled, refused, refused_for, unchanged


@dataclass(slots=True)
class Desk:
    """All that a decision looks at. `submission_id` is None for a preview."""

    family: Family
    judge: Judge
    ledger: Ledger
    bonds: Bonds
    submission_id: str | None = None


def decide(lines: Sequence[LineIn], desk: Desk) -> list[Answer]:
    """One answer per line, in the order of the lines; the desk's ledger holds what they change."""
    decider = _Decider(lines, desk)
    decider.run()
    answers = [decider.answers[index] for index in range(len(lines))]
    for answer in answers:
        answer.settle()
        booking = answer.booking
        if booking is not None and booking.state is BookingState.WAITLISTED:
            answer.position = desk.ledger.position(booking)
    return answers


class _Decider:
    def __init__(self, lines: Sequence[LineIn], desk: Desk) -> None:
        self.lines = lines
        self.desk = desk
        self.ledger = desk.ledger
        self.judge = desk.judge
        self.bonds = desk.bonds
        self.answers: dict[int, Answer] = {}
        self.units = units(lines, desk.bonds)

    def run(self) -> None:
        """Decides every unit: those that only cancel, those that cancel as well, the others; by their first booking."""
        self._promote()
        only_cancel = [number for number, unit in enumerate(self.units) if not unit.books]
        for number in self._in_order(only_cancel, "cancel", self.bonds.required_by):
            self._decide(self.units[number])
        self._promote()
        with_books = sorted(
            (number for number, unit in enumerate(self.units) if unit.books),
            key=lambda number: (not self.units[number].cancels, self.units[number].books[0]),
        )
        for number in self._in_order(with_books, "book", self.bonds.requires):
            self._decide(self.units[number])
            if self.units[number].cancels:
                self._promote()

    def _promote(self) -> None:
        promote(self.ledger, self.judge, self.bonds)

    def _in_order(self, numbers: list[int], op: str, ties: Mapping[str, frozenset[str]]) -> list[int]:
        """Units in their order, except that a line comes after those of services that `ties` names for its own."""
        if not ties:
            return numbers
        keys = {
            number: [_slot(line) for index in self.units[number].lines if (line := self.lines[index]).op == op]
            for number in numbers
        }
        number_of = {key: number for number, mine in keys.items() for key in mine}

        def before(number: int) -> list[int]:
            return [
                number_of[child, name, day]
                for child, service, day in keys[number]
                for name in ties.get(service, ())
                if (child, name, day) in number_of
            ]

        return required_first(numbers, before)

    def _decide(self, unit: Unit) -> None:
        mark = self.ledger.mark()
        found = {index: self._cancel(self.lines[index]) for index in unit.cancels}
        for index in unit.cancels:
            self._leave_too(self.lines[index], found[index])
        found |= {index: refusal for index in unit.books if (refusal := self._not_to_book(self.lines[index]))}
        coming = [index for index in unit.books if index not in found]
        found |= self._against_the_rest(unit, found, coming)
        if not any(answer.refused for answer in found.values()):
            for cluster in clusters(coming, self.lines, self.bonds):
                found |= self._seat(cluster, may_wait=not unit.cancels)
        if any(answer.refused for answer in found.values()):
            self.ledger.back_to(mark)
            for index in unit.lines:
                if index not in found or found[index].stands:
                    found[index] = refused("GROUP_REFUSED", self._price_of(self.lines[index]))
        self.answers |= found

    def _cancel(self, line: LineIn) -> Answer:
        unknown = self._unknown(line)
        if unknown is not None:
            return unknown
        booking = self.ledger.live(line.child, line.service, line.date)
        if booking is None or booking.household_id != self.desk.family.household_id:
            return unchanged(None)
        obstacle = self.judge.cancel_obstacle(booking)
        if obstacle is not None:
            return refused_for(obstacle, booking.price_cents)
        was = booking.state
        self._end(booking)
        return cancelled(booking, was)

    def _leave_too(self, line: LineIn, answer: Answer) -> None:
        """Leaving a list is always possible: what waits because of the same line leaves with it (`params.also`)."""
        if answer.params.get("was") != BookingState.WAITLISTED:
            return
        left: list[str] = []
        todo = [line.service]
        while todo:
            for name in sorted(self.bonds.needed_by(todo.pop())):
                other = self.ledger.live(line.child, name, line.date)
                mine = other is not None and other.household_id == self.desk.family.household_id
                if other is not None and mine and other.state is BookingState.WAITLISTED:
                    self._end(other)
                    left.append(name)
                    todo.append(name)
        if left:
            answer.params["also"] = " ".join(left)

    def _end(self, booking: Booking) -> None:
        self.ledger.change(
            booking, BookingState.CANCELLED, ended_by=EndedBy.PARENT, ended_submission_id=self.desk.submission_id
        )

    def _unknown(self, line: LineIn) -> Answer | None:
        if line.child not in self.desk.family.pupils:
            return refused("UNKNOWN_CHILD", line.price_cents or 0)
        if line.service not in self.judge.town.services:
            return refused("UNKNOWN_SERVICE", line.price_cents or 0)
        return None

    def _not_to_book(self, line: LineIn) -> Answer | None:
        """Why this booking is refused or changes nothing, places and other services apart."""
        unknown = self._unknown(line)
        if unknown is not None:
            return unknown
        booking = self.ledger.live(line.child, line.service, line.date)
        if booking is not None and booking.household_id == self.desk.family.household_id:
            return unchanged(booking)
        price = self._price_of(line)
        if booking is not None:
            return refused("BOOKED_ELSEWHERE", price)
        obstacle = self.judge.book_obstacle(self._pupil(line), line.service, line.date)
        if obstacle is not None:
            return refused_for(obstacle, price)
        seen = line.price_cents or 0
        if price > seen:
            surcharge = self.judge.price(line.service, line.date).surcharge_cents
            return refused("PRICE_CHANGED", price, seen_cents=str(seen), surcharge_cents=str(surcharge))
        return None

    def _against_the_rest(self, unit: Unit, found: dict[int, Answer], coming: list[int]) -> dict[int, Answer]:
        """Refusals because of what the child will hold: services that exclude or need each other."""
        held = Holding(self.desk.family, self.judge, self.ledger, self.bonds, [self.lines[index] for index in coming])
        given_up = [index for index in unit.cancels if found[index].verdict == "cancelled"]
        reasons = [(index, held.clash(self.lines[index])) for index in coming]
        reasons += [(index, held.left_alone(self.lines[index])) for index in given_up]
        return {index: refused_for(reason, self._price_of(self.lines[index])) for index, reason in reasons if reason}

    def _seat(self, cluster: list[int], *, may_wait: bool) -> dict[int, Answer]:
        mark = self.ledger.mark()
        full: list[int] = []
        made: dict[int, Answer] = {}
        for index in cluster:
            booking = self._new_booking(self.lines[index])
            if self._is_full(booking):
                full.append(index)
            else:
                self.ledger.add(booking)
                made[index] = asked(booking)
        if not full:
            return made
        self.ledger.back_to(mark)
        if may_wait and all(self._may_wait(self.lines[index]) for index in full):
            return {index: self._wait(self.lines[index]) for index in cluster}
        return {index: refused("FULL", self._price_of(self.lines[index])) for index in full}

    def _new_booking(self, line: LineIn) -> Booking:
        price = self.judge.price(line.service, line.date)
        until = self.judge.hold_until(line.service)
        state = BookingState.HELD if until else BookingState.BOOKED
        if self.judge.town.services[line.service].validation:
            state, until = BookingState.AWAITING_VALIDATION, None
        return Booking(
            id=new_id("b"),
            household_id=self.desk.family.household_id,
            child_id=line.child,
            service=line.service,
            day=line.date,
            state=state,
            price_cents=price.total_cents,
            surcharge_cents=price.surcharge_cents,
            counters=self.judge.counters(self._pupil(line), line.service, line.date),
            submission_id=self.desk.submission_id,
            held_until=until,
        )

    def _is_full(self, booking: Booking) -> bool:
        """Whether it has to wait: for a place, or for a service it needs that waits itself."""
        if booking.state is BookingState.AWAITING_VALIDATION:
            return False
        mine = self.ledger.with_same_owner(booking)
        for needed in self.bonds.needs(booking.service):
            if needed in mine and mine[needed].state is BookingState.WAITLISTED:
                return True
        return self.ledger.room(booking.day, booking.counters) == 0

    def _may_wait(self, line: LineIn) -> bool:
        return line.on_full == "wait" and self.judge.list_is_open(line.service, line.date)

    def _wait(self, line: LineIn) -> Answer:
        booking = self._new_booking(line)
        if booking.state is not BookingState.AWAITING_VALIDATION:
            booking.state, booking.held_until = BookingState.WAITLISTED, None
        self.ledger.add(booking)
        return asked(booking)

    def _price_of(self, line: LineIn) -> int:
        """What the line would cost now; for a booking to cancel, what it cost."""
        if self._unknown(line) is not None:
            return line.price_cents or 0
        booking = self.ledger.live(line.child, line.service, line.date)
        if booking is not None and booking.household_id == self.desk.family.household_id:
            return booking.price_cents
        return self.judge.price(line.service, line.date).total_cents

    def _pupil(self, line: LineIn) -> Pupil:
        return self.desk.family.pupils[line.child]


def _slot(line: LineIn) -> Slot:
    return line.child, line.service, line.date
