"""The places of a counter on a day: how they stand, and another number of them decided at the desk.

Fewer places than are taken cancel nobody: none is given on until enough are free. More places go at once to those
who wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.booking import Booking
from city.bookings.judging import Judge
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.people import lock_pupils
from city.bookings.promotion import promote
from city.bookings.repository import IS_WAITING, Scope, find_bookings, load_closures, load_ledger, upsert
from city.bookings.writing import Author, write_ledger
from city.errors import NotFound
from city.towns import Counter, Town


@dataclass(frozen=True, slots=True)
class CounterDay:
    """A counter on a day. `places` is what counts, `own` whether the desk decided it (else the town file)."""

    counter: Counter
    places: int
    own: bool
    taken: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Another number of places: what it was (None = the town file's), and who got a place by it."""

    before: int | None
    after: int | None
    given: list[Booking]


async def counters_on(session: AsyncSession, town: Town, day: date) -> list[CounterDay]:
    """The counters that count on a day, in the order of the town file."""
    rows = {row.counter: row for row in await session.scalars(select(CounterDayRow).where(CounterDayRow.day == day))}
    waiting: dict[str, int] = {}
    counted = await session.execute(
        select(BookingRow.counters, func.count()).where(BookingRow.day == day, IS_WAITING).group_by(BookingRow.counters)
    )
    for counters, count in counted:
        for counter in counters:
            waiting[counter] = waiting.get(counter, 0) + count
    return [
        CounterDay(
            counter,
            counter.places if (row := rows.get(counter.id)) is None or row.capacity is None else row.capacity,
            row is not None and row.capacity is not None,
            row.taken if row else 0,
            waiting.get(counter.id, 0),
        )
        for counter in _counters(town, day).values()
    ]


async def set_places(
    session: AsyncSession, town: Town, counter: str, day: date, places: int | None, now: datetime
) -> Changed:
    """Another number of places on a day; None = the town file's again. Who waits is served. Raises NotFound."""
    known = _counters(town, day).get(counter)
    if known is None:
        raise NotFound
    waiting = [
        booking
        for booking in await find_bookings(session, BookingRow.day == day, IS_WAITING)
        if counter in booking.counters
    ]
    pupils = await lock_pupils(session, {booking.child_id for booking in waiting})
    keys = frozenset({(day, counter)} | {key for booking in waiting for key in booking.counter_days})
    bonds = bonds_of(town)
    ledger = await load_ledger(session, town, bonds, Scope(pupils, frozenset((day,)), keys), now=now, lock=True)
    row = await session.get(CounterDayRow, (day, counter), populate_existing=True)
    before = row.capacity if row else None
    ledger.places[day, counter].capacity = known.places if places is None else places
    ledger.freed.add((day, counter))
    judge = Judge(town, now.astimezone(town.time_zone), lambda _day: None, await load_closures(session, day, day))
    given = promote(ledger, judge, bonds)
    await write_ledger(session, ledger, Author(), now)
    table = CounterDayRow.__table__
    written = upsert(session, table).values(day=day, counter=counter, taken=0, queued=0, capacity=places)
    await session.execute(written.on_conflict_do_update(index_elements=["day", "counter"], set_={"capacity": places}))
    return Changed(before, places, given)


def _counters(town: Town, day: date) -> dict[str, Counter]:
    """The counters that count on a day."""
    kind = town.day(day).kind
    return {
        counter.id: counter
        for counter in town.on(day).counters.values()
        if (not counter.weekdays or day.weekday() in counter.weekdays)
        and (kind == "unknown" or any(town.served(service, day) for service in counter.services))
    }
