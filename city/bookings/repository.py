"""Reading bookings and places into a ledger, under their locks, and writing a ledger back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import Bonds
from city.bookings.booking import Booking, CounterDay
from city.bookings.ledger import Ledger, Places
from city.bookings.models import BookingRow, ClosureRow, CounterDayRow
from city.bookings.states import LIVE, BookingState, EndedBy
from city.towns import Town

_MANY_DAYS = 1000
_COLUMNS = (
    BookingRow.id,
    BookingRow.household_id,
    BookingRow.child_id,
    BookingRow.service,
    BookingRow.day,
    BookingRow.state,
    BookingRow.price_cents,
    BookingRow.counters,
    BookingRow.surcharge_cents,
    BookingRow.queue_number,
    BookingRow.submission_id,
    BookingRow.held_until,
    BookingRow.invoiced,
    BookingRow.end_reason,
)
_NAMES = tuple(column.key for column in _COLUMNS)
_LIVE = sorted(LIVE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a decision looks at: all live bookings of `children` on `days`, and the places of `counters`."""

    children: frozenset[str]
    days: frozenset[date]
    counters: frozenset[CounterDay]


async def load_ledger(
    session: AsyncSession, town: Town, bonds: Bonds, scope: Scope, *, now: datetime, lock: bool
) -> Ledger:
    """The ledger of a scope. With `lock`, nobody else changes its counters until the transaction ends.

    Holds that are over at `now` are expired in it, so that their places can be given on. The children must be locked
    by the caller (`load_family(lock=True)`), before.
    """
    keys = with_families(scope.counters, bonds)
    places = await _places(session, town, keys, lock=lock)
    bookings = await _bookings(session, scope, places, now)
    strangers = {key for booking in bookings for key in booking.counter_days} - places.keys()
    if strangers:
        places |= await _places(session, town, strangers, lock=lock)
    if bonds.any:
        bookings += await _companions(session, bookings, scope)
    ledger = Ledger(places, bookings)
    expire_holds(ledger, bookings, now)
    return ledger


def with_families(keys: Iterable[CounterDay], bonds: Bonds) -> set[CounterDay]:
    """`keys` and every counter of the same days that a decision on them may have to look at."""
    return {(day, other) for day, counter in keys for other in bonds.families.get(counter, frozenset((counter,)))}


def expire_holds(ledger: Ledger, bookings: Iterable[Booking], now: datetime) -> None:
    """Ends the holds that are over at `now`."""
    for booking in bookings:
        if booking.state is BookingState.HELD and booking.held_until is not None and booking.held_until <= now:
            ledger.change(booking, BookingState.CANCELLED, ended_by=EndedBy.HOLD_EXPIRED)


async def load_closures(session: AsyncSession, first: date, last: date) -> list[ClosureRow]:
    """The desk's closures that touch a period, days included."""
    found = await session.scalars(
        select(ClosureRow).where(ClosureRow.last_day >= first, ClosureRow.first_day <= last).order_by(ClosureRow.id)
    )
    return list(found)


async def find_bookings(session: AsyncSession, *where: ColumnElement[bool]) -> list[Booking]:
    """Bookings by condition, in the order of days."""
    query = select(*_COLUMNS).where(*where).order_by(BookingRow.day, BookingRow.id)
    return [_booking(row) for row in (await session.execute(query)).all()]


def on_days(days: Collection[date]) -> ColumnElement[bool]:
    """A condition on the day of a booking; of very many days, their whole span."""
    if len(days) > _MANY_DAYS:
        return BookingRow.day.between(min(days), max(days))
    return BookingRow.day.in_(sorted(days))


async def _bookings(
    session: AsyncSession, scope: Scope, places: dict[CounterDay, Places], now: datetime
) -> list[Booking]:
    if not scope.days:
        return []
    found = await find_bookings(
        session,
        on_days(scope.days),
        or_(
            and_(BookingRow.child_id.in_(sorted(scope.children)), BookingRow.state.in_(_LIVE)),
            BookingRow.state == BookingState.WAITLISTED.value,
            and_(BookingRow.state == BookingState.HELD.value, BookingRow.held_until <= now),
        ),
    )
    return [
        booking
        for booking in found
        if booking.child_id in scope.children or any(key in places for key in booking.counter_days)
    ]


async def _companions(session: AsyncSession, bookings: list[Booking], scope: Scope) -> list[Booking]:
    """What else the waiting children hold on those days: needed to give them services that need each other."""
    waiting = [item for item in bookings if item.child_id not in scope.children]
    if not waiting:
        return []
    known = {booking.id for booking in bookings}
    found = await find_bookings(
        session,
        on_days({item.day for item in waiting}),
        BookingRow.child_id.in_(sorted({item.child_id for item in waiting})),
        BookingRow.state.in_(_LIVE),
    )
    return [booking for booking in found if booking.id not in known]


async def _places(session: AsyncSession, town: Town, keys: set[CounterDay], *, lock: bool) -> dict[CounterDay, Places]:
    if not keys:
        return {}
    table = CounterDayRow.__table__.c
    query = (
        select(table.day, table.counter, table.capacity, table.taken, table.queued)
        .where(table.day.in_(sorted({day for day, _ in keys})), table.counter.in_(sorted({name for _, name in keys})))
        .order_by(table.day, table.counter)
    )
    rows = (await session.execute(query)).all()
    if lock and session.get_bind().dialect.name == "postgresql":
        missing = keys - {(row.day, row.counter) for row in rows}
        if missing:
            wanted = [{"day": day, "counter": name, "taken": 0, "queued": 0} for day, name in sorted(missing)]
            await session.execute(postgresql.insert(CounterDayRow).on_conflict_do_nothing(), wanted)
        rows = (await session.execute(query.with_for_update())).all()
    places = {key: Places(_capacity(town, key[1])) for key in keys}
    for day, counter, capacity, taken, queued in rows:
        if (day, counter) in places:
            chosen = _capacity(town, counter) if capacity is None else capacity
            places[day, counter] = Places(chosen, taken, queued)
    return places


def _capacity(town: Town, counter: str) -> int | None:
    found = town.counters.get(counter)
    return found.places if found else None


def _booking(row: Any) -> Booking:
    values = dict(zip(_NAMES, row, strict=True))
    return Booking(**(values | {"state": BookingState(values["state"])}))


def upsert(session: AsyncSession, table: Any) -> Any:
    """`INSERT` of the session's database, which knows `on_conflict_do_update` on both."""
    return (postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert)(table)
