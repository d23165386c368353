"""What a parent asked to be told of a child's slot: before its deadline, or when a place is free. Once each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.bookings.closures import load_closures
from city.bookings.judging import Judge
from city.bookings.models import BookingRow
from city.bookings.people import load_family
from city.bookings.repository import IS_LIVE, upsert
from city.clock import after
from city.errors import NotFound
from city.events import Topic, tell
from city.notifications.models import SlotReminderRow
from city.notifications.refusals import NothingToTell, TooManyReminders
from city.notifications.repository import count_reminders
from city.towns import Town

MOST = 500
"""How many things an account may wait for."""
FURTHEST = timedelta(days=400)
EVENING = time(18)
"""A deadline is told at this hour of the evening before its day …"""
AT_LAST = timedelta(hours=3)
"""… or, when that evening is over already, so long before it."""


class About(StrEnum):
    """What is told of a slot."""

    DEADLINE = "deadline"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one parent asks to be told of one slot."""

    about: About
    child: str
    service: str
    day: date

    def of(self, account_id: str) -> dict[str, Any]:
        """The key of its row."""
        named = {"child_id": self.child, "service": self.service, "day": self.day, "about": self.about.value}
        return {"account_id": account_id, **named}


def told_before(book_by: datetime, now: datetime) -> datetime | None:
    """When a deadline is told to who asks `now`, which is in the town's zone; None when it is too near for that.

    Midnight ends the day before: « mercredi à minuit » is told on Tuesday evening.
    """
    ends_on = (book_by.astimezone(now.tzinfo) - timedelta(microseconds=1)).date()
    evening = datetime.combine(ends_on - timedelta(days=1), EVENING, now.tzinfo)
    at = evening if evening > now else after(book_by, -AT_LAST).astimezone(now.tzinfo)
    return at if at > now else None


async def ask(session: AsyncSession, town: Town, me: SignedIn, wanted: Wanted, now: datetime) -> None:
    """Tells the account, in time. Asked again it is the same, or told once more.

    Raises NotFound: no such slot of the household's; NothingToTell; TooManyReminders.
    """
    at = await _when(session, town, me, wanted, now)
    if at is None:
        raise NothingToTell
    if await count_reminders(session, me.account_id) >= MOST:
        raise TooManyReminders({"max": MOST})
    key = wanted.of(me.account_id)
    written = upsert(session, SlotReminderRow.__table__).values(**key, at=at, told_at=None)
    await session.execute(written.on_conflict_do_update(index_elements=[*key], set_={"at": at, "told_at": None}))
    await tell(session, me.household_id, Topic.NOTIFICATIONS, now=now, account_id=me.account_id)


async def _when(session: AsyncSession, town: Town, me: SignedIn, wanted: Wanted, now: datetime) -> datetime | None:
    service, day = wanted.service, wanted.day
    if service not in town.services or not timedelta(0) <= day - now.date() <= FURTHEST:
        raise NotFound
    child = (await load_family(session, me.household_id, only=[wanted.child])).pupils.get(wanted.child)
    judge = Judge(town, now, lambda _day: None, await load_closures(session, day, day))
    if child is None or not judge.is_registered(child, service, day) or judge.not_served(child, service, day):
        raise NotFound
    verdict = judge.verdict(service, day)
    if wanted.about is About.PLACE:
        return now if verdict.can_book and not judge.list_is_open(service, day) else None
    return told_before(verdict.book_by, now) if verdict.verdict == "open" and verdict.book_by else None


async def forget(session: AsyncSession, me: SignedIn, wanted: Wanted, now: datetime) -> None:
    """No longer; harmless when there is none."""
    mine = [SlotReminderRow.__table__.c[name] == value for name, value in wanted.of(me.account_id).items()]
    await session.execute(delete(SlotReminderRow).where(*mine))
    await tell(session, me.household_id, Topic.NOTIFICATIONS, now=now, account_id=me.account_id)


async def awaited(session: AsyncSession, account_id: str, today: date) -> Sequence[SlotReminderRow]:
    """What the account still waits for: not told yet, the day to come, nobody has booked the slot meanwhile."""
    booked = exists().where(
        BookingRow.child_id == SlotReminderRow.child_id,
        BookingRow.service == SlotReminderRow.service,
        BookingRow.day == SlotReminderRow.day,
        IS_LIVE,
    )
    row = SlotReminderRow
    mine = (row.account_id == account_id, row.told_at.is_(None), row.day >= today, ~booked)
    return (await session.scalars(select(row).where(*mine).order_by(row.day, row.service, row.child_id))).all()
