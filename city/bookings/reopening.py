"""Opening days again that the city had closed: nobody is booked by it, those who had booked are told first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.booking import Booking
from city.bookings.closures import change_closures, load_closures
from city.bookings.judging import Closure, Judge
from city.bookings.models import BookingRow, ClosureRow
from city.bookings.people import load_pupils
from city.bookings.repository import find_bookings
from city.bookings.states import BookingState, EndedBy
from city.errors import NotFound
from city.events import Topic
from city.events.changes import tell_all
from city.households.models import HouseholdRow
from city.notifications import Kind, Notice, Target, notify_all
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closure taken back, and the bookings it had ended whose days can be booked again: their households are told."""

    closure: Closure
    told: list[Booking]


async def reopen(session: AsyncSession, town: Town, closure_id: str, *, now: datetime) -> Reopened:
    """Takes a closure back in the session's (writing) transaction. To preview it, roll back. Raises NotFound.

    Another closure of the same days still holds. Where the deadline has passed meanwhile, nobody is told.
    """
    await change_closures(session)
    row = await session.get(ClosureRow, closure_id)
    if row is None:
        raise NotFound
    closure = Closure(row.first_day, row.last_day, row.service, row.school_id, row.reason)
    await session.delete(row)
    await session.flush()
    local = now.astimezone(town.time_zone)
    told = await _bookable_again(session, town, closure, local)
    await notify_all(session, _notices(closure_id, told, local), now=now)
    await tell_all(session, set(await session.scalars(select(HouseholdRow.id))), Topic.BOOKINGS, now=now)
    return Reopened(closure, told)


async def _bookable_again(session: AsyncSession, town: Town, closure: Closure, now: datetime) -> list[Booking]:
    """What the closure had ended and can be booked now, one booking of each slot."""
    first = max(closure.first_day, now.date())
    ended = await find_bookings(
        session,
        BookingRow.day.between(first, closure.last_day),
        BookingRow.state == BookingState.CANCELLED.value,
        BookingRow.ended_by == EndedBy.CITY.value,
        BookingRow.end_reason == closure.reason,
    )
    pupils = await load_pupils(session, {booking.child_id for booking in ended})
    still = await load_closures(session, closure.first_day, closure.last_day)
    judge = Judge(town, now, lambda _day: None, still)
    found: dict[tuple[str, str, date], Booking] = {}
    for booking in ended:
        child = pupils[booking.child_id]
        mine = closure.school_id in (None, child.school_id) and booking.service in town.services
        if mine and judge.book_obstacle(child, booking.service, booking.day) is None:
            found[booking.child_id, booking.service, booking.day] = booking
    return list(found.values())


def _notices(closure_id: str, told: list[Booking], now: datetime) -> list[Notice]:
    """One for each household and service, about the first day that is open again."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for booking in told:
        days[booking.household_id, booking.service].append(booking.day)
    return [
        Notice(
            Kind.OPENING,
            key=f"{closure_id} {service}",
            params={"service": service, "opens": now.isoformat(), "date": min(found).isoformat()},
            to=Target("day", min(found).isoformat()),
            household_id=household,
        )
        for (household, service), found in sorted(days.items())
    ]
