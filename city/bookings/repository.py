"""Reading bookings and places into a ledger, under their locks.

Statements are made once; states are written out in them, so that the partial indexes on states serve.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, TextClause, and_, bindparam, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.bonds import Bonds
from city.bookings.booking import Booking, CounterDay
from city.bookings.ending import expire_holds, is_over
from city.bookings.judging import Pupil
from city.bookings.ledger import Crowd, Ledger, Places
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.people import load_pupils
from city.bookings.states import LIVE, BookingState, EndedBy
from city.database import connection_of, read_rows
from city.towns import Town

_MANY_DAYS = 1000
_ROWS_AT_ONCE = 4000
_BOOKING = BookingRow.__table__.c
_PLACES = CounterDayRow.__table__
_COLUMNS = (
    _BOOKING.id, _BOOKING.household_id, _BOOKING.child_id, _BOOKING.service, _BOOKING.day, _BOOKING.state,
    _BOOKING.price_cents, _BOOKING.counters, _BOOKING.surcharge_cents, _BOOKING.queue_number, _BOOKING.submission_id,
    _BOOKING.held_until, _BOOKING.invoice_line_id.is_not(None).label("invoiced"), _BOOKING.end_reason,
)  # fmt: skip
_STATE_AT = _COLUMNS.index(_BOOKING.state)
_STATES = {state.value: state for state in BookingState}


def in_states(*states: BookingState) -> TextClause:
    """A condition on the state of a booking, written out."""
    return text("booking.state IN (" + ", ".join(f"'{state.value}'" for state in sorted(states)) + ")")


IS_LIVE = in_states(*LIVE)
IS_WAITING = text("booking.state = 'waitlisted'")
IS_HELD = text("booking.state = 'held'")

_OF_CHILDREN = and_(among(_BOOKING.child_id, "children"), IS_LIVE)
_BETWEEN = _BOOKING.day.between(bindparam("first"), bindparam("last"))
_OWN_OR_OVER = select(*_COLUMNS).where(
    _BETWEEN, or_(_OF_CHILDREN, and_(IS_HELD, _BOOKING.held_until <= bindparam("now")))
)
_WAITING_ON = and_(IS_WAITING, _BOOKING.day.in_(bindparam("days", expanding=True)))
_WAITING = select(*_COLUMNS).where(_WAITING_ON)
_HOW_MANY_WAIT = (
    select(_BOOKING.day, _BOOKING.counters, func.count()).where(_WAITING_ON).group_by(_BOOKING.day, _BOOKING.counters)
)
_ENDED = (
    select(*_COLUMNS)
    .where(
        _BOOKING.household_id == bindparam("household"),
        _BETWEEN,
        or_(
            _BOOKING.ended_by == EndedBy.CITY.value,
            and_(_BOOKING.state == BookingState.REFUSED.value, _BOOKING.ended_by.is_(None)),
        ),
    )
    .order_by(_BOOKING.day, _BOOKING.id)
)
_HELD = select(_BOOKING.day, _BOOKING.counters).where(_BETWEEN, _OF_CHILDREN, _BOOKING.counters != ())
_READ_PLACES = select(_PLACES.c.day, _PLACES.c.counter, _PLACES.c.taken, _PLACES.c.queued, _PLACES.c.capacity).where(
    _PLACES.c.day.between(bindparam("first"), bindparam("last")),
    among(_PLACES.c.counter, "names"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a decision looks at: all live bookings of `pupils` on `days`, and the places of `counters`.

    `frees`: the days on which it may free a place, so that who waits there must be known; None = all of them.
    """

    pupils: Mapping[str, Pupil]
    days: frozenset[date]
    counters: frozenset[CounterDay]
    frees: frozenset[date] | None = None

    @property
    def freeing(self) -> frozenset[date]:
        """The days on which it may free a place."""
        return self.days if self.frees is None else self.frees


async def load_ledger(
    session: AsyncSession, town: Town, bonds: Bonds, scope: Scope, *, now: datetime, lock: bool
) -> Ledger:
    """The ledger of a scope. With `lock`, nobody else changes its counters until the transaction ends.

    The children must be locked by the caller (`lock_family`), before: nobody else books for them then, so that the
    counters of what they hold are known before any is locked. All are locked in one ordered statement, and what
    decisions use is read after it. Holds that are over at `now` are expired, so that their places can be given on.
    """
    known = None if lock else await _own_or_over(session, scope, now)
    held = _counters_of(known, scope) if known is not None else await _counters_held(session, scope)
    places = await _places(session, town, with_families(scope.counters | held, bonds), lock=lock)
    own = known if known is not None else await _own_or_over(session, scope, now)
    bookings, crowds = await _bookings(session, scope, places, own, now)
    ledger = Ledger(places, bookings, scope.pupils, crowds)
    others = sorted({booking.child_id for booking in bookings} - scope.pupils.keys())
    if others and (scope.freeing or ledger.freed or any(is_over(booking, now) for booking in bookings)):
        pupils = {**scope.pupils, **await load_pupils(session, others)}
        companions = await _companions(session, bookings, others) if bonds.any else []
        ledger = Ledger(places, bookings + companions, pupils, crowds)
    expire_holds(ledger, bonds, scope.pupils.keys(), now)
    return ledger


def with_families(keys: Iterable[CounterDay], bonds: Bonds) -> set[CounterDay]:
    """`keys` and every counter of the same days that a decision on them may have to look at."""
    return {(day, other) for day, counter in keys for other in bonds.families.get(counter, frozenset((counter,)))}


async def find_bookings(session: AsyncSession, *where: ColumnElement[bool] | TextClause) -> list[Booking]:
    """Bookings by condition, in the order of days."""
    query = select(*_COLUMNS).where(*where).order_by(_BOOKING.day, _BOOKING.id)
    return [_booking(row) for row in await session.execute(query)]


async def ended_bookings(session: AsyncSession, household_id: str, first: date, last: date) -> list[Booking]:
    """What the city ended of a household's, by closing or refusing, days included."""
    connection = await connection_of(session)
    asked = {"household": household_id, "first": first, "last": last}
    return [_booking(row) for row in await connection.execute(_ENDED, asked)]


def on_days(days: Collection[date]) -> ColumnElement[bool]:
    """A condition on the day of a booking; of very many days, their whole span."""
    if len(days) > _MANY_DAYS:
        return _BOOKING.day.between(min(days), max(days))
    return _BOOKING.day.in_(sorted(days))


async def _counters_held(session: AsyncSession, scope: Scope) -> set[CounterDay]:
    """The counters of what the children hold or wait for on those days."""
    if not scope.days or not scope.pupils:
        return set()
    connection = await connection_of(session)
    rows = await connection.execute(_HELD, {"children": scope.pupils.keys()} | _span(scope.days))
    return {(day, counter) for day, counters in rows for counter in counters if day in scope.days}


def _counters_of(bookings: list[Booking], scope: Scope) -> set[CounterDay]:
    """The same, of bookings that were read already."""
    return {key for booking in bookings if booking.child_id in scope.pupils for key in booking.counter_days}


async def _own_or_over(session: AsyncSession, scope: Scope, now: datetime) -> list[Booking]:
    """The live bookings of the children on those days, and everybody's holds that are over."""
    if not scope.days:
        return []
    asked = {"children": scope.pupils.keys(), "now": now} | _span(scope.days)
    rows = await read_rows(session, _OWN_OR_OVER, asked)
    return [booking for booking in map(_booking, rows) if booking.day in scope.days]


async def _bookings(
    session: AsyncSession, scope: Scope, places: dict[CounterDay, Places], own: list[Booking], now: datetime
) -> tuple[list[Booking], list[Crowd]]:
    """With `own` who waits in its counters: one by one only where it matters."""
    found = list(own)
    crowded = {day for (day, _), places_ in places.items() if places_.queued}
    looked_at = crowded & _days_to_look_at(scope, places, found, now)
    if looked_at:
        rows = await read_rows(session, _WAITING, {"days": sorted(looked_at)})
        known = {booking.id for booking in own}
        found += [booking for booking in map(_booking, rows) if booking.id not in known]
    mine = [
        booking
        for booking in found
        if booking.child_id in scope.pupils or not places.keys().isdisjoint(booking.counter_days)
    ]
    return mine, await _crowds(session, crowded - looked_at)


def _days_to_look_at(
    scope: Scope, places: dict[CounterDay, Places], found: list[Booking], now: datetime
) -> frozenset[date]:
    """The days on which who waits may be given a place, or is a child of the scope."""
    roomy = {day for (day, _), places_ in places.items() if places_.queued and places_.left != 0}
    moving = {booking.day for booking in found if booking.state is BookingState.WAITLISTED or is_over(booking, now)}
    return scope.freeing | roomy | moving


async def _crowds(session: AsyncSession, days: Collection[date]) -> list[Crowd]:
    if not days:
        return []
    connection = await connection_of(session)
    return [Crowd(*row) for row in await connection.execute(_HOW_MANY_WAIT, {"days": sorted(days)})]


def _span(days: Collection[date]) -> dict[str, date]:
    return {"first": min(days), "last": max(days)}


async def _companions(session: AsyncSession, bookings: list[Booking], children: list[str]) -> list[Booking]:
    """What else other children hold on those days: needed where services need each other."""
    known = {booking.id for booking in bookings}
    days = on_days({booking.day for booking in bookings})
    found = await find_bookings(session, days, _BOOKING.child_id.in_(children), IS_LIVE)
    return [booking for booking in found if booking.id not in known]


async def _places(session: AsyncSession, town: Town, keys: set[CounterDay], *, lock: bool) -> dict[CounterDay, Places]:
    if not keys:
        return {}
    if lock and on_postgres(session):
        rows = await _lock_places(session, sorted(keys))
    else:
        connection = await connection_of(session)
        asked = {"names": {name for _, name in keys}} | _span({day for day, _ in keys})
        rows = list(await connection.execute(_READ_PLACES, asked))
    places = {key: Places(_capacity(town, key)) for key in keys}
    for day, counter, taken, queued, capacity in rows:
        if (day, counter) in places:
            chosen = _capacity(town, (day, counter)) if capacity is None else capacity
            places[day, counter] = Places(chosen, taken, queued)
    return places


async def _lock_places(session: AsyncSession, keys: list[CounterDay]) -> list[Any]:
    """Locks counters in the order (day, counter), making the rows that are not there yet.

    One statement does both, row by row in that order: nobody who does the same can wait in a circle.
    """
    connection = await connection_of(session)
    rows: list[Any] = []
    for begin in range(0, len(keys), _ROWS_AT_ONCE):
        part = keys[begin : begin + _ROWS_AT_ONCE]
        values = ", ".join(f"(${2 * place + 1}, ${2 * place + 2}, 0, 0)" for place in range(len(part)))
        flat = tuple(value for key in part for value in key)
        rows += (await connection.exec_driver_sql(f"{_LOCK_BEFORE} {values} {_LOCK_AFTER}", flat)).all()
    return rows


_LOCK_BEFORE = "INSERT INTO counter_day (day, counter, taken, queued) VALUES"
_LOCK_AFTER = (
    "ON CONFLICT (day, counter) DO UPDATE SET taken = counter_day.taken RETURNING day, counter, taken, queued, capacity"
)


def _capacity(town: Town, key: CounterDay) -> int | None:
    found = town.on(key[0]).counters.get(key[1])
    return found.places if found else None


def _booking(row: Any) -> Booking:
    values = [*row]
    values[_STATE_AT] = _STATES[values[_STATE_AT]]
    return Booking(*values)


def on_postgres(session: AsyncSession) -> bool:
    """Whether the session's database is PostgreSQL (else it is SQLite)."""
    return session.get_bind().dialect.name == "postgresql"


def upsert(session: AsyncSession, table: Any) -> Any:
    """`INSERT` of the session's database, which knows `on_conflict_do_update` on both."""
    return (postgresql.insert if on_postgres(session) else sqlite.insert)(table)
