"""What the city reminds of by itself: a deadline for what a child usually has, and an opening that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.closures import load_closures
from city.bookings.judging import Judge, Pupil
from city.bookings.models import BookingRow
from city.bookings.people import load_pupils
from city.bookings.states import SEATED
from city.jobs import Work
from city.notifications.kinds import Kind, Target
from city.notifications.models import ReminderRow
from city.notifications.notices import Notice, notify, notify_all
from city.notifications.watching import spoken_for
from city.towns import Town

AHEAD = timedelta(hours=24)
"""How long before a deadline it is told."""
WEEKS, OFTEN = 4, 3
"""« Usually »: booked in `OFTEN` of the last `WEEKS` weeks in which the service ran on that weekday."""
_FURTHEST = 60
_WEEKS_BACK = 12


@dataclass(frozen=True, slots=True)
class Closing:
    """A slot whose deadline comes, and the days before it that say whether it is usual."""

    service: str
    day: date
    book_by: datetime
    before: tuple[date, ...]


async def remind_deadlines(work: Work) -> None:
    """Job: tells each household the deadlines that come for what its children usually have. Once per slot.

    Who asked to be told of that slot is told when they asked for it, and not twice.
    """
    now = work.clock.now().astimezone(work.town.time_zone)
    closing = list(closing_soon(work.town, now))
    if not closing:
        return
    async with work.database.transaction() as session:
        notices = await _notices(session, work.town, closing, now)
    if notices:
        async with work.database.transaction(write=True) as session:
            await notify_all(session, notices, now=now)


def closing_soon(town: Town, now: datetime) -> Iterator[Closing]:
    """The slots of the town that can be booked now and not any more (or only late) within `AHEAD`."""
    for day in (now.date() + timedelta(days=number) for number in range(_FURTHEST)):
        for service in town.services:
            if not town.served(service, day):
                continue
            verdict = town.judge(service, day, now)
            soon = verdict.book_by is not None and now < verdict.book_by <= now + AHEAD
            if soon and verdict.verdict == "open" and verdict.book_by is not None:
                yield Closing(service, day, verdict.book_by, _served_before(town, service, day))


def _served_before(town: Town, service: str, day: date) -> tuple[date, ...]:
    earlier = (day - timedelta(weeks=number) for number in range(1, _WEEKS_BACK + 1))
    return tuple(each for each in earlier if town.served(service, each))[:WEEKS]


async def _notices(session: AsyncSession, town: Town, closing: list[Closing], now: datetime) -> list[Notice]:
    usual = await _usual(session, closing)
    pupils = await load_pupils(session, {child for _household, child, _slot in usual})
    days = [slot.day for slot in closing]
    judge = Judge(town, now, lambda _day: None, await load_closures(session, min(days), max(days)))
    asked = await spoken_for(session, days)
    return [
        _notice(household_id, pupils[child], slot, asked.get((child, slot.service, slot.day), frozenset()))
        for household_id, child, slot in usual
        if child in pupils and judge.book_obstacle(pupils[child], slot.service, slot.day) is None
    ]


async def _usual(session: AsyncSession, closing: list[Closing]) -> list[tuple[str, str, Closing]]:
    """Household, child and slot, where the child usually has it and nothing was ever decided for the slot itself."""
    asked = or_(
        *((BookingRow.service == slot.service) & BookingRow.day.in_([slot.day, *slot.before]) for slot in closing)
    )
    columns = (BookingRow.household_id, BookingRow.child_id, BookingRow.service, BookingRow.day, BookingRow.state)
    had: dict[tuple[str, date], set[tuple[str, str]]] = defaultdict(set)
    decided: set[tuple[str, str, date]] = set()
    for household, child, service, day, state in await session.execute(select(*columns).where(asked)):
        decided.add((child, service, day))
        if state in SEATED:
            had[service, day].add((household, child))
    found = []
    for slot in closing:
        weeks = [had[slot.service, day] for day in slot.before]
        for household, child in sorted(set().union(*weeks)):
            often = sum((household, child) in week for week in weeks) >= OFTEN
            if often and (child, slot.service, slot.day) not in decided:
                found.append((household, child, slot))
    return found


def _notice(household_id: str, child: Pupil, slot: Closing, but_not: frozenset[str]) -> Notice:
    day = slot.day.isoformat()
    return Notice(
        Kind.DEADLINE,
        key=f"{child.id} {slot.service} {day}",
        params={
            "child": child.id,
            "child_name": child.first_name,
            "service": slot.service,
            "date": day,
            "book_by": slot.book_by.isoformat(),
        },
        to=Target("day", day),
        household_id=household_id,
        but_not=but_not,
    )


async def remind_openings(work: Work) -> None:
    """Job: tells who asked for it that a service opens; one notification for the days that open together."""
    now = work.clock.now().astimezone(work.town.time_zone)
    async with work.database.transaction() as session:
        if await session.scalar(select(ReminderRow.service).where(ReminderRow.opens <= now).limit(1)) is None:
            return
    async with work.database.transaction(write=True) as session:
        await _open(session, work.town, now)


async def _open(session: AsyncSession, town: Town, now: datetime) -> None:
    due = select(ReminderRow).where(ReminderRow.opens <= now).with_for_update(skip_locked=True)
    opened: dict[tuple[str, str, datetime], list[date]] = defaultdict(list)
    for row in (await session.scalars(due.order_by(ReminderRow.day))).all():
        verdict = town.judge(row.service, row.day, now) if row.service in town.services else None
        if verdict is not None and verdict.verdict == "not_open" and verdict.opens is not None:
            row.opens = verdict.opens
            continue
        if verdict is not None and verdict.can_book and verdict.opens is not None:
            opened[row.account_id, row.service, verdict.opens].append(row.day)
        mine = (ReminderRow.account_id == row.account_id, ReminderRow.service == row.service)
        await session.execute(delete(ReminderRow).where(*mine, ReminderRow.day == row.day))
    for (account_id, service, opens), days in opened.items():
        day = days[0].isoformat()
        params = {"service": service, "opens": opens.isoformat(), "date": day}
        key, to = f"{service} {day} {opens.isoformat()}", Target("day", day)
        await notify(session, Kind.OPENING, key=key, params=params, to=to, now=now, account_id=account_id)
    await session.flush()
