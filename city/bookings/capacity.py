"""The places of a counter on a day: how they stand, and another number of them decided at the desk.

Fewer places than are taken cancel nobody: none is given on until enough are free. More places go at once to those
who wait.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import Bonds, bonds_of
from city.bookings.booking import Booking
from city.bookings.closures import load_closures
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.people import lock_pupils
from city.bookings.promotion import promote
from city.bookings.repository import IS_WAITING, Scope, find_bookings, load_ledger, on_days, upsert
from city.bookings.writing import Author, write_ledger
from city.database import connection_of
from city.errors import NotFound
from city.towns import Counter, Town

AHEAD = 14
"""How far the desk looks for full days."""


@dataclass(frozen=True, slots=True)
class CounterDay:
    """A counter on a day. `places` is what counts, `own` whether the desk decided it (else the town file)."""

    day: date
    counter: Counter
    places: int
    own: bool
    taken: int
    waiting: int


@dataclass(frozen=True, slots=True)
class DayChanged:
    """A counter on a day whose places were changed. `before` and `after` are the desk's own number, None = `ordinary`.

    `taken` before any was given by the change, `waiting` after.
    """

    day: date
    ordinary: int
    before: int | None
    after: int | None
    taken: int
    given: int
    waiting: int

    @property
    def places_before(self) -> int:
        """How many there were."""
        return self.ordinary if self.before is None else self.before

    @property
    def places(self) -> int:
        """How many there are."""
        return self.ordinary if self.after is None else self.after

    @property
    def too_many(self) -> int:
        """How many are taken beyond the places: nobody is cancelled by it."""
        return max(0, self.taken - self.places)


@dataclass(frozen=True, slots=True)
class Changed:
    """Another number of places: day by day, and who got a place by it."""

    days: list[DayChanged]
    given: list[Booking]


async def counters_on(session: AsyncSession, town: Town, day: date) -> list[CounterDay]:
    """The counters that count on a day, in the order of the town file."""
    return await _counter_days(session, town, [day])


async def full_ahead(session: AsyncSession, town: Town, today: date) -> list[CounterDay]:
    """The counters without a free place from today on for `AHEAD` days, day by day."""
    days = [today + timedelta(days=number) for number in range(AHEAD)]
    return [row for row in await _counter_days(session, town, days) if row.taken >= row.places]


async def _counter_days(session: AsyncSession, town: Town, days: list[date]) -> list[CounterDay]:
    span = (days[0], days[-1])
    kept = await session.scalars(select(CounterDayRow).where(CounterDayRow.day.between(*span)))
    rows = {(row.day, row.counter): row for row in kept}
    waiting: Tally[tuple[date, str]] = Tally()
    counted = await session.execute(
        select(BookingRow.day, BookingRow.counters, func.count())
        .where(BookingRow.day.between(*span), IS_WAITING)
        .group_by(BookingRow.day, BookingRow.counters)
    )
    for day, counters, count in counted:
        for counter in counters:
            waiting[day, counter] += count
    return [
        CounterDay(
            day,
            found,
            found.places if (row := rows.get((day, found.id))) is None or row.capacity is None else row.capacity,
            row is not None and row.capacity is not None,
            row.taken if row else 0,
            waiting[day, found.id],
        )
        for day in days
        for found in _counters(town, day).values()
    ]


async def set_places(
    session: AsyncSession, town: Town, counter: str, days: Collection[date], places: int | None, now: datetime
) -> Changed:
    """Another number of places on those of `days` on which the counter counts; None = the town file's again.

    Who waits is served. Raises NotFound: it counts on none of them.
    """
    known = {day: found for day in sorted(set(days)) if (found := _counters(town, day).get(counter))}
    if not known:
        raise NotFound
    bonds = bonds_of(town)
    ledger = await _ledger(session, town, bonds, counter, frozenset(known), now)
    before = await _own(session, counter, known)
    taken = {day: ledger.places[day, counter].taken for day in known}
    for day, found in known.items():
        ledger.places[day, counter].capacity = found.places if places is None else places
        ledger.freed.add((day, counter))
    closures = await load_closures(session, min(known), max(known))
    given = promote(ledger, Judge(town, now.astimezone(town.time_zone), lambda _day: None, closures), bonds)
    await write_ledger(session, ledger, Author(), now)
    await _keep(session, counter, known, places)
    got = Tally(booking.day for booking in given if counter in booking.counters)
    return Changed(
        [
            DayChanged(
                day, known[day].places, before.get(day), places, taken[day], got[day], len(ledger.queue((day, counter)))
            )
            for day in known
        ],
        given,
    )


async def _ledger(
    session: AsyncSession, town: Town, bonds: Bonds, counter: str, days: frozenset[date], now: datetime
) -> Ledger:
    """Who waits in the counter on those days, and all the counters they wait in, locked."""
    waiting = [
        booking
        for booking in await find_bookings(session, on_days(days), IS_WAITING)
        if counter in booking.counters and booking.day in days
    ]
    pupils = await lock_pupils(session, {booking.child_id for booking in waiting})
    keys = frozenset((day, counter) for day in days) | {key for booking in waiting for key in booking.counter_days}
    return await load_ledger(session, town, bonds, Scope(pupils, days, keys), now=now, lock=True)


async def _own(session: AsyncSession, counter: str, days: Collection[date]) -> dict[date, int | None]:
    """The number that the desk chose before, by day."""
    query = select(CounterDayRow.day, CounterDayRow.capacity).where(
        CounterDayRow.counter == counter, CounterDayRow.day.between(min(days), max(days))
    )
    return dict(row for row in await session.execute(query))


async def _keep(session: AsyncSession, counter: str, days: Collection[date], places: int | None) -> None:
    written = upsert(session, CounterDayRow.__table__)
    kept = written.on_conflict_do_update(index_elements=["day", "counter"], set_={"capacity": places})
    rows = [{"day": day, "counter": counter, "taken": 0, "queued": 0, "capacity": places} for day in days]
    await (await connection_of(session)).execute(kept, rows)


def _counters(town: Town, day: date) -> dict[str, Counter]:
    """The counters that count on a day."""
    kind = town.day(day).kind
    return {
        counter.id: counter
        for counter in town.on(day).counters.values()
        if (not counter.weekdays or day.weekday() in counter.weekdays)
        and (kind == "unknown" or any(town.served(service, day) for service in counter.services))
    }
