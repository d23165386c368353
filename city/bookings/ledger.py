"""The places, queues and bookings of some counters and days, in memory: everything a decision looks at and changes.

It is loaded under the locks of its counters (`repository.py`), decided on here without a query, and written once.
Every change can be taken back to a mark, so that lines which fall together leave nothing behind.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from city.bookings.booking import Booking, CounterDay
from city.bookings.judging import Pupil
from city.bookings.states import LIVE, BookingState

Slot = tuple[str, str, date]
_NOBODY: Mapping[str, Pupil] = MappingProxyType({})

Queued = tuple[int, str, Booking]
"""Queue number, id, and the booking that waits."""


@dataclass(slots=True)
class Places:
    """A counter on a day. `capacity` None = unlimited; `queued` is the last queue number given."""

    capacity: int | None
    taken: int = 0
    queued: int = 0

    @property
    def left(self) -> int | None:
        """Places left, never negative; None = unlimited."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many wait in the same counters on a day, where nothing more of them needs to be known."""

    day: date
    counters: tuple[str, ...]
    count: int


class Ledger:
    """Bookings of some children and the counters they touch. At most one live booking per (child, service, date).

    `pupils` are the children that may be given a place. `freed` are the counters whose places are to be given on: at
    first those with room in which somebody waits (more places were made, say), then those that a change frees.
    `crowds` are in full counters, before all that this ledger adds; none of `bookings` waits in them.
    """

    def __init__(
        self,
        places: dict[CounterDay, Places],
        bookings: Iterable[Booking],
        pupils: Mapping[str, Pupil] = _NOBODY,
        crowds: Iterable[Crowd] = (),
    ) -> None:
        self.places = places
        self._crowds: dict[CounterDay, list[Crowd]] = defaultdict(list)
        for crowd in crowds:
            for counter in crowd.counters:
                self._crowds[crowd.day, counter].append(crowd)
        self.pupils = pupils
        self.added: dict[str, Booking] = {}
        self.changed: dict[str, Booking] = {}
        self.touched: set[CounterDay] = set()
        self.freed: set[CounterDay] = set()
        self._live: dict[Slot, Booking] = {}
        self._of_child: dict[tuple[str, date], dict[str, Booking]] = defaultdict(dict)
        self._queues: dict[CounterDay, list[Queued]] = defaultdict(list)
        self._journal: list[Callable[[], None]] = []
        for booking in bookings:
            self._live[booking.child_id, booking.service, booking.day] = booking
            self._of_child[booking.child_id, booking.day][booking.service] = booking
            if booking.state is BookingState.WAITLISTED:
                for key in booking.counter_days:
                    self._queues[key].append((booking.queue_number or 0, booking.id, booking))
        for key, queue in self._queues.items():
            queue.sort(key=_rank)
            if key in places and places[key].left != 0:
                self.freed.add(key)

    def live(self, child: str, service: str, day: date) -> Booking | None:
        """The live booking of a slot, whichever household's."""
        return self._live.get((child, service, day))

    def of_child(self, child: str, day: date) -> dict[str, Booking]:
        """The child's live bookings of the day by service, of both households."""
        return self._of_child.get((child, day), {})

    def with_same_owner(self, booking: Booking) -> dict[str, Booking]:
        """The live bookings of the booking's child and day that its household made, by service."""
        of_day = self.of_child(booking.child_id, booking.day)
        return {name: other for name, other in of_day.items() if other.household_id == booking.household_id}

    def knows_places_of(self, booking: Booking) -> bool:
        """Whether it holds every counter of the booking."""
        return all(key in self.places for key in booking.counter_days)

    def room(self, day: date, counters: Iterable[str]) -> int | None:
        """Places left in all of `counters` together: the smallest number; None = unlimited."""
        lefts = [self.places[day, counter].left for counter in counters]
        return min((left for left in lefts if left is not None), default=None)

    def position(self, booking: Booking) -> int:
        """The rank of a waiting booking: 1 + those that wait before it in any of its counters."""
        number = booking.queue_number or 0
        before = {
            identity for key in booking.counter_days for queued, identity, _ in self._queues[key] if queued < number
        }
        return 1 + len(before) + self._crowd(booking.counter_days)

    def next_position(self, day: date, counters: Iterable[str]) -> int:
        """The rank that the next one to wait in these counters would get."""
        counters = tuple(counters)
        waiting = {identity for counter in counters for _, identity, _ in self._queues[day, counter]}
        return 1 + len(waiting) + self._crowd((day, counter) for counter in counters)

    def _crowd(self, keys: Iterable[CounterDay]) -> int:
        return sum(crowd.count for crowd in {crowd for key in keys for crowd in self._crowds.get(key, ())})

    def queue(self, key: CounterDay) -> list[Booking]:
        """Who waits in a counter on a day, in order."""
        return [booking for _, _, booking in self._queues.get(key, ())]

    def all_live(self) -> list[Booking]:
        """Every live booking it knows."""
        return list(self._live.values())

    def all_waiting(self) -> list[Booking]:
        """Everyone it knows who waits, in whichever counters."""
        return [booking for booking in self._live.values() if booking.state is BookingState.WAITLISTED]

    def add(self, booking: Booking) -> None:
        """A new booking; a waiting one gets the next queue number of its counters."""
        if booking.state is BookingState.WAITLISTED:
            self._enqueue(booking)
        self.added[booking.id] = booking
        self._index(booking)

        def back() -> None:
            del self.added[booking.id]
            self._unindex(booking)

        self._journal.append(back)
        if booking.seated:
            self._take(booking, 1)

    def change(self, booking: Booking, state: BookingState, **fields: Any) -> None:
        """Moves a booking to `state` and sets `fields`; places and queues follow."""
        before = {name: getattr(booking, name) for name in ("state", *fields)}
        was_seated, known = booking.seated, booking.id in self.changed
        self._unindex(booking)
        self._assign(booking, {"state": state, **fields})
        self._index(booking)
        if booking.id not in self.added:
            self.changed[booking.id] = booking

        def back() -> None:
            self._unindex(booking)
            self._assign(booking, before)
            self._index(booking)
            if not known:
                self.changed.pop(booking.id, None)

        self._journal.append(back)
        if booking.seated != was_seated:
            self._take(booking, 1 if booking.seated else -1)

    def mark(self) -> int:
        """Where `back_to` may return."""
        return len(self._journal)

    def back_to(self, mark: int) -> None:
        """Takes back every change made since `mark`."""
        while len(self._journal) > mark:
            self._journal.pop()()

    def _take(self, booking: Booking, count: int) -> None:
        keys = [key for key in booking.counter_days if key in self.places]
        for key in keys:
            self.places[key].taken += count
        self.touched.update(keys)
        newly_freed = [key for key in keys if key not in self.freed] if count < 0 else []
        self.freed.update(newly_freed)

        def back() -> None:
            for key in keys:
                self.places[key].taken -= count
            self.freed.difference_update(newly_freed)

        self._journal.append(back)

    def _enqueue(self, booking: Booking) -> None:
        keys = booking.counter_days
        before = {key: self.places[key].queued for key in keys}
        number = 1 + max(before.values(), default=0)
        booking.queue_number = number
        for key in keys:
            self.places[key].queued = number
        self.touched.update(keys)

        def back() -> None:
            for key, queued in before.items():
                self.places[key].queued = queued

        self._journal.append(back)

    def _index(self, booking: Booking) -> None:
        if booking.state not in LIVE:
            return
        self._live[booking.child_id, booking.service, booking.day] = booking
        self._of_child[booking.child_id, booking.day][booking.service] = booking
        if booking.state is BookingState.WAITLISTED:
            for key in booking.counter_days:
                insort(self._queues[key], (booking.queue_number or 0, booking.id, booking), key=_rank)

    def _unindex(self, booking: Booking) -> None:
        if booking.state not in LIVE:
            return
        del self._live[booking.child_id, booking.service, booking.day]
        del self._of_child[booking.child_id, booking.day][booking.service]
        if booking.state is BookingState.WAITLISTED:
            for key in booking.counter_days:
                self._queues[key] = [item for item in self._queues[key] if item[1] != booking.id]

    @staticmethod
    def _assign(booking: Booking, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            setattr(booking, name, value)


def _rank(queued: Queued) -> tuple[int, str]:
    return queued[:2]
