"""What the city does with bookings by itself: holds that are over, waiting lists that close, prices that change.

Each is `run(database, town, now)`, harmless to repeat, in transactions of its own, one day at a time so that nobody
waits long.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import Bonds, bonds_of
from city.bookings.booking import Booking
from city.bookings.judging import Judge
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow
from city.bookings.people import lock_pupils
from city.bookings.pricing import reprice
from city.bookings.promotion import chain_of, promote
from city.bookings.repository import IS_HELD, IS_WAITING, Scope, find_bookings, load_ledger
from city.bookings.states import BookingState, EndedBy
from city.bookings.writing import Author, write_ledger
from city.database import Database
from city.jobs import Job, Work
from city.towns import Town


async def expire_holds(database: Database, town: Town, now: datetime) -> None:
    """Frees the places that were not paid in time; those who wait get them at once."""
    query = select(BookingRow.day).distinct().where(IS_HELD, BookingRow.held_until <= now)
    async with database.transaction() as session:
        days = sorted((await session.scalars(query)).all())
    for day in days:
        await _settle(database, town, day, now)


async def close_waiting_lists(database: Database, town: Town, now: datetime) -> None:
    """Ends the waiting lines whose list is closed; a follow-up tells it."""
    query = select(BookingRow.day, BookingRow.service).distinct().where(IS_WAITING)
    async with database.transaction() as session:
        waiting = (await session.execute(query)).all()
    judge = _judge(town, now)
    for day in sorted({row.day for row in waiting if not judge.may_still_come(row.service, row.day)}):
        await _settle(database, town, day, now)


async def _settle(database: Database, town: Town, day: date, now: datetime) -> None:
    """Expires holds, gives their places on, and closes the lists of one day."""
    judge, bonds = _judge(town, now), bonds_of(town)
    async with database.transaction(write=True) as session:
        concerned = await _concerned(session, day, now)
        children = await lock_pupils(session, {booking.child_id for booking in concerned})
        keys = frozenset(key for booking in concerned for key in booking.counter_days)
        scope = Scope(frozenset(children), frozenset((day,)), keys)
        ledger = await load_ledger(session, town, bonds, scope, now=now, lock=True)
        promote(ledger, judge, bonds)
        for waiting in list(ledger.waiting(day)):
            if not _may_still_come(judge, bonds, ledger, waiting):
                ledger.change(waiting, BookingState.REFUSED, ended_by=EndedBy.LIST_CLOSED, news="WAITING_LIST_CLOSED")
        await write_ledger(session, ledger, Author(), now)


def _may_still_come(judge: Judge, bonds: Bonds, ledger: Ledger, waiting: Booking) -> bool:
    chain = chain_of(ledger, bonds, waiting) or [waiting]
    return all(judge.may_still_come(booking.service, booking.day) for booking in chain)


async def _concerned(session: AsyncSession, day: date, now: datetime) -> list[Booking]:
    waiting = await find_bookings(session, BookingRow.day == day, IS_WAITING)
    held = await find_bookings(session, BookingRow.day == day, IS_HELD, BookingRow.held_until <= now)
    return waiting + held


def _judge(town: Town, now: datetime) -> Judge:
    return Judge(town, now.astimezone(town.time_zone), lambda _day: None)


async def _expire(work: Work) -> None:
    await expire_holds(work.database, work.town, work.clock.now())


async def _close(work: Work) -> None:
    await close_waiting_lists(work.database, work.town, work.clock.now())


async def _reprice(work: Work) -> None:
    await reprice(work.database, work.town, work.clock.now())


BOOKING_JOBS = (Job("holds", 20, _expire), Job("waiting_lists", 60, _close), Job("prices", 3600, _reprice))
"""For `city/schedule.py`."""
