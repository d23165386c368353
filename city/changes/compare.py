"""Compares two town files over the bookings that exist. Pure: nothing is read or written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from city.towns import Town


@dataclass(frozen=True, slots=True)
class Existing:
    """A booking to come that is not invoiced. `price_cents` includes `surcharge_cents`; `quotient` is that day's."""

    id: str
    submission_id: str | None
    child_id: str
    school_id: str
    age_group: str
    service: str
    day: date
    price_cents: int
    surcharge_cents: int
    quotient: int | None
    seated: bool


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A booking whose price becomes another; its surcharge stays."""

    booking: Existing
    price_cents: int


@dataclass(frozen=True, slots=True)
class Overfull:
    """A counter with more places taken on a day than the new file gives it."""

    counter: str
    day: date
    taken: int
    places: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A live booking to come and the counters in which it takes a place (`seated`) or waits for one."""

    id: str
    school_id: str
    age_group: str
    service: str
    day: date
    counters: tuple[str, ...]
    seated: bool
    queue_number: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A booking that is counted elsewhere from now on."""

    booking: Placed
    counters: tuple[str, ...]


@dataclass
class Changes:
    """What a changed file alters. `orphans`: bookings that the new file no longer knows or serves, by service."""

    prices: list[NewPrice] = field(default_factory=list)
    orphans: dict[str, list[Existing]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[str, list[Existing]] = field(default_factory=lambda: defaultdict(list))
    overfull: list[Overfull] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether nothing that exists is altered."""
        return not (self.prices or self.orphans or self.limits or self.overfull or self.moves)


def compare(
    current: Town,
    new: Town,
    bookings: Iterable[Existing],
    taken: Mapping[tuple[str, date], int],
    placed: Iterable[Placed] = (),
) -> Changes:
    """What `new` alters. `taken`: the places taken per (counter, day) where the desk has set no capacity of its own."""
    changes = Changes(moves=[move for booking in placed if (move := _move(new, booking))])
    for booking in bookings:
        if not _still_there(new, booking):
            changes.orphans[booking.service].append(booking)
            continue
        price = new.price_cents(booking.service, quotient=booking.quotient, day=booking.day) + booking.surcharge_cents
        if booking.seated and price != booking.price_cents:
            changes.prices.append(NewPrice(booking, price))
        if _cancel_by(current, booking) != _cancel_by(new, booking):
            changes.limits[booking.service].append(booking)
    after = Counter(taken)
    after.update(deltas(changes.moves))
    for (counter, day), count in sorted(after.items(), key=lambda item: (item[0][1], item[0][0])):
        found = new.on(day).counters.get(counter)
        if found is not None and count > found.places:
            changes.overfull.append(Overfull(counter, day, count, found.places))
    return changes


def deltas(moves: Iterable[Move]) -> Counter[tuple[str, date]]:
    """How many places more (or less) are taken per (counter, day) once the bookings are counted elsewhere."""
    found: Counter[tuple[str, date]] = Counter()
    for move in moves:
        if move.booking.seated:
            found.subtract((counter, move.booking.day) for counter in move.booking.counters)
            found.update((counter, move.booking.day) for counter in move.counters)
    return found


def sums(prices: Sequence[NewPrice]) -> dict[str, tuple[int, int, int]]:
    """By service: how many bookings change price, and both sums in cents, before and after."""
    by_service: dict[str, tuple[int, int, int]] = {}
    for change in prices:
        count, before, after = by_service.get(change.booking.service, (0, 0, 0))
        by_service[change.booking.service] = (
            count + 1,
            before + change.booking.price_cents,
            after + change.price_cents,
        )
    return by_service


def _move(new: Town, booking: Placed) -> Move | None:
    """Where a booking is counted by the new file, if that is elsewhere. What it no longer knows stays where it is."""
    if booking.service not in new.on(booking.day).services:
        return None
    found = new.counters_of(booking.service, school_id=booking.school_id, age_group=booking.age_group, day=booking.day)
    counters = tuple(sorted(counter.id for counter in found))
    return Move(booking, counters) if counters != booking.counters else None


def _still_there(new: Town, booking: Existing) -> bool:
    return (
        booking.service in new.services
        and booking.school_id in new.on(booking.day).schools
        and new.offers(booking.service, booking.school_id, booking.age_group, day=booking.day)
        and new.served(booking.service, booking.day)
    )


def _cancel_by(town: Town, booking: Existing) -> object:
    if booking.service not in town.services:
        return None
    return town.limits(booking.service, booking.day).cancel_by
