"""Telling the households what was decided: live, and by a notification where they did not do it themselves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.booking import Booking
from city.bookings.ledger import Ledger
from city.database import connection_of
from city.events import Topic
from city.events.changes import tell_families
from city.households.models import ChildRow
from city.households.sharing import households_by_child
from city.notifications import Kind, Notice, Target, notify_all
from city.submissions.models import SubmissionRow
from city.submissions.numbers import number_of

_KINDS = {
    "PLACE_FREED": Kind.PLACE_FREED,
    "EXPIRED": Kind.BOOKING_ENDED,
    "WAITING_LIST_CLOSED": Kind.BOOKING_ENDED,
    "CANCELLED_BY_CITY": Kind.BOOKING_ENDED,
    "REFUSED": Kind.BOOKING_ENDED,
    "VALIDATED": Kind.BOOKING_VALIDATED,
    "REPRICED": Kind.REPRICED,
}
"""The kind of notification of a booking's `news`."""

_CHILD: Any = ChildRow.__table__
_SUBMISSION: Any = SubmissionRow.__table__
_NAMES = select(_CHILD.c.id, _CHILD.c.first_name).where(among(_CHILD.c.id, "ids"))
_NUMBERS = select(_SUBMISSION.c.id, _SUBMISSION.c.year, _SUBMISSION.c.serial).where(among(_SUBMISSION.c.id, "ids"))


async def tell_households(
    session: AsyncSession, ledger: Ledger, now: datetime, *, told_otherwise: Collection[str] = ()
) -> None:
    """Wakes the devices of every household of whose children a booking changed, and notifies of what the city did.

    A child's other household sees « déjà réservé par l'autre foyer »: its calendar is another too. That the city closes
    concerns the child, whoever booked: both households are notified of it, and of nothing else that the other booked.
    Of `told_otherwise` (ids) nobody is notified here.
    """
    changed = [*ledger.changed.values(), *ledger.added.values()]
    await tell_families(session, {booking.child_id for booking in changed}, Topic.BOOKINGS, now=now)
    mine = [booking for booking in ledger.changed.values() if booking.id not in told_otherwise]
    told = [booking for booking in mine if booking.news in _KINDS]
    if told:
        names = await _found(session, _NAMES, {booking.child_id for booking in told})
        numbers = await _found(session, _NUMBERS, {booking.submission_id for booking in told if booking.submission_id})
        notices = [_notice(booking, names, numbers, now) for booking in told]
        await notify_all(session, [*notices, *await _for_other_households(session, told, names, now)], now=now)


async def _for_other_households(
    session: AsyncSession, told: list[Booking], names: dict[str, tuple[Any, ...]], now: datetime
) -> list[Notice]:
    closed = [booking for booking in told if booking.news == "CANCELLED_BY_CITY"]
    homes = await households_by_child(session, {booking.child_id for booking in closed})
    return [
        replace(_notice(booking, names, {}, now), household_id=other)
        for booking in closed
        for other in homes.get(booking.child_id, ())
        if other != booking.household_id
    ]


async def _found(session: AsyncSession, query: Any, ids: Collection[str]) -> dict[str, tuple[Any, ...]]:
    connection = await connection_of(session)
    return {row[0]: tuple(row[1:]) for row in await connection.execute(query, {"ids": ids})}


def _notice(
    booking: Booking, names: dict[str, tuple[Any, ...]], numbers: dict[str, tuple[Any, ...]], now: datetime
) -> Notice:
    code = booking.news or ""
    year, serial = numbers.get(booking.submission_id or "", (None, None))
    day = booking.day.isoformat()
    params: dict[str, Any] = {
        "child": booking.child_id,
        "child_name": names[booking.child_id][0],
        "service": booking.service,
        "date": day,
    }
    if _KINDS[code] is Kind.BOOKING_ENDED:
        params |= {"code": code, "reason": booking.end_reason}
    if _KINDS[code] is Kind.REPRICED:
        params |= {"from_cents": booking.former_price_cents, "to_cents": booking.price_cents}
    return Notice(
        _KINDS[code],
        key=f"{booking.id} {code} {now.isoformat()}",
        params=params,
        to=Target("receipt", number_of(year, serial)) if year and serial else Target("day", day),
        household_id=booking.household_id,
    )
