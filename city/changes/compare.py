"""Compares two town files over the bookings that exist. Pure: nothing is read or written here."""

from __future__ import annotations

from collections import defaultdict
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


@dataclass
class Changes:
    """What a changed file alters. `orphans`: bookings that the new file no longer knows or serves, by service."""

    prices: list[NewPrice] = field(default_factory=list)
    orphans: dict[str, list[Existing]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[str, list[Existing]] = field(default_factory=lambda: defaultdict(list))
    overfull: list[Overfull] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether nothing that exists is altered."""
        return not (self.prices or self.orphans or self.limits or self.overfull)


def compare(current: Town, new: Town, bookings: Iterable[Existing], taken: Mapping[tuple[str, date], int]) -> Changes:
    """What `new` alters. `taken`: the places taken per (counter, day) where the desk has set no capacity of its own."""
    changes = Changes()
    for booking in bookings:
        if not _still_there(new, booking):
            changes.orphans[booking.service].append(booking)
            continue
        price = new.price_cents(booking.service, quotient=booking.quotient, day=booking.day) + booking.surcharge_cents
        if booking.seated and price != booking.price_cents:
            changes.prices.append(NewPrice(booking, price))
        if _cancel_by(current, booking) != _cancel_by(new, booking):
            changes.limits[booking.service].append(booking)
    for (counter, day), count in sorted(taken.items(), key=lambda item: (item[0][1], item[0][0])):
        found = new.counters.get(counter)
        if found is not None and count > found.places:
            changes.overfull.append(Overfull(counter, day, count, found.places))
    return changes


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


def _still_there(new: Town, booking: Existing) -> bool:
    return (
        booking.service in new.services
        and booking.school_id in new.schools
        and new.offers(booking.service, booking.school_id, booking.age_group)
        and new.served(booking.service, booking.day)
    )


def _cancel_by(town: Town, booking: Existing) -> object:
    if booking.service not in town.services:
        return None
    return town.limits(booking.service, booking.day).cancel_by
