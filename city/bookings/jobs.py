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
from city.bookings.closures import load_closures
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger
from city.bookings.models import BookingRow
from city.bookings.people import load_pupils, lock_pupils
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
        await _settle_day(database, town, day, now)


async def settle_waiting_lists(database: Database, town: Town, now: datetime) -> None:
    """Gives the places that became free otherwise (a capacity raised, a closure ended), and ends the lines whose list
    is closed; a follow-up tells either.
    """
    async with database.transaction() as session:
        waiting = await find_bookings(session, IS_WAITING)
        pupils = await load_pupils(session, {booking.child_id for booking in waiting})
        judge, ledger = await _load(session, town, waiting, pupils, now, lock=False)
    _settle(ledger, judge, bonds_of(town))
    for day in sorted({booking.day for booking in ledger.changed.values()}):
        await _settle_day(database, town, day, now)


async def _settle_day(database: Database, town: Town, day: date, now: datetime) -> None:
    """Expires holds, gives their places on, and closes the lists of one day."""
    async with database.transaction(write=True) as session:
        concerned = await _concerned(session, day, now)
        pupils = await lock_pupils(session, {booking.child_id for booking in concerned})
        judge, ledger = await _load(session, town, concerned, pupils, now, lock=True)
        _settle(ledger, judge, bonds_of(town))
        await write_ledger(session, ledger, Author(), now)


async def _load(
    session: AsyncSession, town: Town, bookings: list[Booking], pupils: dict[str, Pupil], now: datetime, *, lock: bool
) -> tuple[Judge, Ledger]:
    days = frozenset(booking.day for booking in bookings)
    closures = await load_closures(session, min(days), max(days)) if days else []
    judge = Judge(town, now.astimezone(town.time_zone), lambda _day: None, closures)
    scope = Scope(pupils, days, frozenset(key for booking in bookings for key in booking.counter_days))
    return judge, await load_ledger(session, town, bonds_of(town), scope, now=now, lock=lock)


def _settle(ledger: Ledger, judge: Judge, bonds: Bonds) -> None:
    """Gives free places, then ends who can get none any more, with those who wait for the same."""
    promote(ledger, judge, bonds)
    while hopeless := [
        waiting
        for waiting in ledger.all_waiting()
        if ledger.knows_places_of(waiting) and not _may_still_come(judge, bonds, ledger, waiting)
    ]:
        for waiting in hopeless:
            ledger.change(waiting, BookingState.REFUSED, ended_by=EndedBy.LIST_CLOSED, news="WAITING_LIST_CLOSED")


def _may_still_come(judge: Judge, bonds: Bonds, ledger: Ledger, waiting: Booking) -> bool:
    chain = chain_of(ledger, bonds, waiting)
    return chain is not None and all(judge.may_still_come(booking.service, booking.day) for booking in chain)


async def _concerned(session: AsyncSession, day: date, now: datetime) -> list[Booking]:
    waiting = await find_bookings(session, BookingRow.day == day, IS_WAITING)
    held = await find_bookings(session, BookingRow.day == day, IS_HELD, BookingRow.held_until <= now)
    return waiting + held


async def _expire(work: Work) -> None:
    await expire_holds(work.database, work.town, work.clock.now())


async def _wait(work: Work) -> None:
    await settle_waiting_lists(work.database, work.town, work.clock.now())


async def _reprice(work: Work) -> None:
    await reprice(work.database, work.town, work.clock.now())


BOOKING_JOBS = (Job("holds", 20, _expire), Job("waiting_lists", 60, _wait), Job("prices", 3600, _reprice))
"""For `city/schedule.py`."""
