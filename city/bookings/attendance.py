"""Who is expected in a service on a day, and noting who came: present, absent, absent with a reason.

Only who holds a place is noted. Present and absent are noted from the day itself on, a justified absence also before
(« Signaler une absence »). The place stays taken. What was invoiced and turns out to be a justified absence is
credited; after that it cannot be taken back here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.booking import Booking
from city.bookings.models import BookingRow
from city.bookings.people import lock_pupils
from city.bookings.refusals import AlreadyCredited, AttendanceTooEarly, NotedMeanwhile
from city.bookings.repository import Scope, find_bookings, in_states, load_ledger
from city.bookings.states import ATTENDED, BookingState
from city.bookings.writing import Author, write_ledger
from city.errors import NotFound
from city.events.changes import Topic, tell_all
from city.households.models import ChildRow
from city.invoices.settling import credit
from city.text import _
from city.towns import Town

NOTED = frozenset({BookingState.BOOKED}) | ATTENDED
"""The states that noting moves between; `booked` = not noted."""
_EXPECTED = in_states(*NOTED, BookingState.HELD)


@dataclass(frozen=True, slots=True)
class Expected:
    """A child expected. `state` is `booked` while nothing is noted, `held` while the place is not paid."""

    booking_id: str
    child_id: str
    first_name: str
    last_name: str
    class_name: str
    school_id: str
    age_group: str
    state: BookingState


@dataclass(frozen=True, slots=True)
class Note:
    """What a sheet says of a booking: the state that was shown, and the one wanted."""

    seen: BookingState
    wanted: BookingState


def sites_of(town: Town, service: str) -> list[str]:
    """Where a service is held: its own site, or the schools whose pupils may have it."""
    found = town.services[service]
    return [found.site] if found.site else [school for school in town.schools if town.offers(service, school)]


async def expected(session: AsyncSession, town: Town, day: date, service: str, site: str | None) -> list[Expected]:
    """Who holds a place, by school, class and name; `site` None = everywhere."""
    own_site = town.services[service].site
    query = (
        select(
            BookingRow.id,
            ChildRow.id,
            ChildRow.first_name,
            ChildRow.last_name,
            ChildRow.class_name,
            ChildRow.school_id,
            ChildRow.age_group,
            BookingRow.state,
        )
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(BookingRow.day == day, BookingRow.service == service, _EXPECTED)
        .order_by(ChildRow.school_id, ChildRow.class_name, ChildRow.last_name, ChildRow.first_name, ChildRow.id)
    )
    if site is not None and own_site is None:
        query = query.where(ChildRow.school_id == site)
    elif site not in (None, own_site):
        return []
    return [Expected(*row[:-1], state=BookingState(row[-1])) for row in await session.execute(query)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A service in a place on a day: how many are expected, and how many of them are not noted yet."""

    service: str
    site: str
    count: int
    to_note: int


async def sheets(session: AsyncSession, town: Town, day: date) -> list[Sheet]:
    """The sheets of a day on which somebody is expected, in the order of the town file."""
    rows = await session.execute(
        select(BookingRow.service, ChildRow.school_id, BookingRow.state, func.count())
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(BookingRow.day == day, _EXPECTED)
        .group_by(BookingRow.service, ChildRow.school_id, BookingRow.state)
    )
    counts: dict[tuple[str, str], list[int]] = {}
    for service, school, state, count in rows:
        known = town.services.get(service)
        if known is not None:
            both = counts.setdefault((service, known.site or school), [0, 0])
            both[0] += count
            both[1] += count if state == BookingState.BOOKED else 0
    services, places = list(town.services), [*town.schools, *town.sites]
    order = sorted(counts, key=lambda key: (services.index(key[0]), places.index(key[1]) if key[1] in places else 0))
    return [Sheet(*key, *counts[key]) for key in order]


async def note(
    session: AsyncSession, town: Town, day: date, service: str, notes: Mapping[str, Note], now: datetime
) -> list[Booking]:
    """Notes what differs from what was shown, all or nothing; answers the bookings changed, as they are now.

    `notes` by booking id. Raises NotFound (no such booking in this service and day), NotedMeanwhile,
    AttendanceTooEarly, AlreadyCredited.
    """
    asked = {key: found for key, found in notes.items() if found.seen is not found.wanted}
    if not asked:
        return []
    here = await find_bookings(
        session, BookingRow.id.in_(sorted(asked)), BookingRow.day == day, BookingRow.service == service
    )
    if len(here) != len(asked):
        raise NotFound
    pupils = await lock_pupils(session, {booking.child_id for booking in here})
    keys = frozenset(key for booking in here for key in booking.counter_days)
    scope = Scope(pupils, frozenset((day,)), keys)
    ledger = await load_ledger(session, town, bonds_of(town), scope, now=now, lock=True)
    today = now.astimezone(town.time_zone).date()
    changed, credited = [], []
    for before in here:
        wanted = asked[before.id]
        booking = ledger.live(before.child_id, service, day)
        if booking is None or booking.id != before.id or booking.state is not wanted.seen:
            raise NotedMeanwhile
        _check(booking, wanted.wanted, today)
        if booking.invoiced and wanted.wanted is BookingState.ABSENT_JUSTIFIED:
            credited.append(booking.id)
        ledger.change(booking, wanted.wanted)
        changed.append(booking)
    await write_ledger(session, ledger, Author(), now)
    await credit(session, town, credited, _("Absence justifiée"), now.astimezone(town.time_zone))
    await tell_all(session, {booking.household_id for booking in changed}, Topic.BOOKINGS, now=now)
    return changed


def _check(booking: Booking, wanted: BookingState, today: date) -> None:
    if booking.state not in NOTED or wanted not in NOTED:
        raise NotedMeanwhile
    if booking.day > today and not {booking.state, wanted} <= {BookingState.BOOKED, BookingState.ABSENT_JUSTIFIED}:
        raise AttendanceTooEarly
    if booking.invoiced and booking.state is BookingState.ABSENT_JUSTIFIED:
        raise AlreadyCredited
