"""Ending a registration from a day on: what it let be booked from then on is cancelled by the city, and told once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import Bonds, bonds_of
from city.bookings.booking import Booking
from city.bookings.closures import change_closures, load_closures
from city.bookings.ending import close_with_dependants
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow
from city.bookings.people import lock_pupils
from city.bookings.promotion import promote
from city.bookings.repository import IS_LIVE, Scope, find_bookings, load_ledger
from city.bookings.states import LIVE
from city.bookings.writing import Author, write_ledger
from city.errors import NotFound
from city.events import Topic
from city.events.changes import tell_all
from city.households.models import RegistrationRow, RegistrationState
from city.invoices.settling import credit
from city.notifications import Kind, Notice, Target, notify_all
from city.registrations.refusals import EndedAlready
from city.registrations.writing import households_of
from city.text import _
from city.towns import Town

BACK = timedelta(days=92)
"""How long ago the first day without a registration may be: a family that moved is often known later."""


@dataclass(frozen=True, slots=True)
class Ending:
    """`first_without`: the first day without the registration. `reason`: the city's words for the family, or none."""

    child_id: str
    registration_id: str
    first_without: date
    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What ending it changed; `cancelled` and `given` as they are now."""

    row: RegistrationRow
    cancelled: list[Booking]
    given: list[Booking]


async def end_registration(session: AsyncSession, town: Town, ending: Ending, now: datetime) -> Ended:
    """Ends it in the session's (writing) transaction. To preview it, roll the transaction back.

    Bookings and waiting lines of its services are cancelled free of charge from `first_without` on, unless another
    registration of the child covers their day; what of them was invoiced is credited, places freed from today on are
    given on. Attended ones stay. Both households of the child are told. A submission in flight ends first, and one
    that comes meanwhile finds it ended. Raises NotFound, EndedAlready.
    """
    await change_closures(session)
    await lock_pupils(session, [ending.child_id])
    row = await _shortened(session, ending, now)
    pupils = await lock_pupils(session, [ending.child_id])
    cancelled, given = await _end_bookings(session, town, row.activity, ending, pupils[ending.child_id], now)
    invoiced = [booking.id for booking in cancelled if booking.invoiced]
    await credit(session, town, invoiced, _words(ending), now.astimezone(town.time_zone))
    await _tell(session, town, row, ending, pupils[ending.child_id], cancelled, now)
    return Ended(row, cancelled, given)


async def _shortened(session: AsyncSession, ending: Ending, now: datetime) -> RegistrationRow:
    query = select(RegistrationRow).where(
        RegistrationRow.id == ending.registration_id, RegistrationRow.child_id == ending.child_id
    )
    row = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    if row.state != RegistrationState.ACTIVE or row.last_day < ending.first_without:
        raise EndedAlready
    row.ended_at = now
    if row.first_day < ending.first_without:
        row.last_day = ending.first_without - timedelta(days=1)
    else:
        row.state = RegistrationState.ENDED.value
    await session.flush()
    return row


async def _end_bookings(
    session: AsyncSession, town: Town, activity: str, ending: Ending, pupil: Pupil, now: datetime
) -> tuple[list[Booking], list[Booking]]:
    found = await find_bookings(
        session, BookingRow.child_id == pupil.id, BookingRow.day >= ending.first_without, IS_LIVE
    )
    if not found:
        return [], []
    scope = Scope(
        {pupil.id: pupil},
        frozenset(booking.day for booking in found),
        frozenset(key for booking in found for key in booking.counter_days),
    )
    bonds = bonds_of(town)
    ledger = await load_ledger(session, town, bonds, scope, now=now, lock=True)
    closures = await load_closures(session, found[0].day, found[-1].day)
    judge = Judge(town, now.astimezone(town.time_zone), lambda _day: None, closures)
    cancelled = _cancelled(ledger, bonds, town, activity, ending, pupil)
    today = now.astimezone(town.time_zone).date()
    ledger.freed -= {key for key in ledger.freed if key[0] < today}
    given = promote(ledger, judge, bonds)
    await write_ledger(session, ledger, Author(), now, told_otherwise={booking.id for booking in cancelled})
    return cancelled, given


def _cancelled(ledger: Ledger, bonds: Bonds, town: Town, activity: str, ending: Ending, pupil: Pupil) -> list[Booking]:
    of_activity = {service.id for service in town.services.values() if service.activity == activity}
    still = [item for item in pupil.registered if item.activity == activity]
    ended: list[Booking] = []
    for booking in ledger.all_live():
        mine = booking.child_id == pupil.id and booking.service in of_activity and booking.day >= ending.first_without
        covered = any(item.first_day <= booking.day <= item.last_day for item in still)
        if mine and not covered and booking.state in LIVE and not booking.attended:
            ended += close_with_dependants(ledger, bonds, booking, _words(ending))
    return ended


def _words(ending: Ending) -> str:
    return ending.reason or _("fin de l'inscription")


async def _tell(
    session: AsyncSession,
    town: Town,
    row: RegistrationRow,
    ending: Ending,
    pupil: Pupil,
    cancelled: Collection[Booking],
    now: datetime,
) -> None:
    """One notification for each household, with the number of its own bookings; receipts say each of them."""
    homes = sorted(await households_of(session, pupil.id))
    found = town.activities.get(row.activity)
    params = {
        "child": pupil.id,
        "child_name": pupil.first_name,
        "activity": row.activity,
        "activity_name": found.name if found else row.activity,
        "date": ending.first_without.isoformat(),
        "reason": ending.reason,
    }
    notices = [
        Notice(
            Kind.REGISTRATION_ENDED,
            key=f"{row.id} {now.isoformat()}",
            params=params | {"count": sum(booking.household_id == home for booking in cancelled)},
            to=Target("child", pupil.id),
            household_id=home,
        )
        for home in homes
    ]
    await notify_all(session, notices, now=now)
    await tell_all(session, homes, Topic.REGISTRATIONS, Topic.HOUSEHOLD, Topic.BOOKINGS, now=now)
