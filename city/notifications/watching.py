"""Telling what parents asked to be told of a slot: job, harmless to repeat and by several workers at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.bookings.bonds import bonds_of
from city.bookings.closures import load_closures
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger
from city.bookings.people import load_pupils
from city.bookings.promotion import promote
from city.bookings.repository import Scope, load_ledger
from city.households.models import HouseholdChildRow
from city.jobs import Work
from city.notifications.asked import About
from city.notifications.kinds import Kind, Target
from city.notifications.models import SlotReminderRow
from city.notifications.notices import Notice, notify_all
from city.text import _
from city.towns import Town

_KINDS = {About.DEADLINE: Kind.DEADLINE, About.PLACE: Kind.PLACE_TO_TAKE}
_ROW = SlotReminderRow.__table__.c
_DUE = (
    select(*_ROW)
    .join(AccountRow, AccountRow.id == SlotReminderRow.account_id)
    .join(
        HouseholdChildRow,
        and_(
            HouseholdChildRow.household_id == AccountRow.household_id,
            HouseholdChildRow.child_id == SlotReminderRow.child_id,
        ),
    )
    .where(SlotReminderRow.told_at.is_(None))
    .order_by(SlotReminderRow.day, SlotReminderRow.service, SlotReminderRow.account_id, SlotReminderRow.child_id)
)
_Asked = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of those that are due: told now, or over without a word. The others go on waiting."""

    told: list[_Asked]
    over: list[_Asked]
    pupils: Mapping[str, Pupil]


async def remind_slots(work: Work) -> None:
    """Job: the deadlines whose hour has come, and the places that are free, to all who asked."""
    now = work.clock.now().astimezone(work.town.time_zone)
    async with work.database.transaction() as session:
        due = (await session.execute(_DUE.where(SlotReminderRow.at <= now, SlotReminderRow.day >= now.date()))).all()
        fate = await _judged(session, work.town, due, now) if due else _Fate([], [], {})
    if not fate.told and not fate.over:
        return
    async with work.database.transaction(write=True) as session:
        for row in fate.over:
            await session.execute(delete(SlotReminderRow).where(_as_it_was(row)))
        told = [row for row in fate.told if await _settled(session, row, now)]
        await notify_all(session, list(_notices(work.town, told, fate.pupils, now)), now=now)


async def _judged(session: AsyncSession, town: Town, due: Sequence[_Asked], now: datetime) -> _Fate:
    pupils = await load_pupils(session, {row.child_id for row in due})
    days = frozenset(row.day for row in due)
    judge = Judge(town, now, lambda _day: None, await load_closures(session, min(days), max(days)))
    counters = {
        (row.day, counter)
        for row in due
        if row.service in town.services
        for counter in judge.counters(pupils[row.child_id], row.service, row.day)
    }
    bonds = bonds_of(town)
    scope = Scope(pupils, days, frozenset(counters), frozenset())
    ledger = await load_ledger(session, town, bonds, scope, now=now, lock=False)
    promote(ledger, judge, bonds)
    found: dict[str, list[_Asked]] = defaultdict(list)
    for row in due:
        found[_decided(judge, ledger, pupils[row.child_id], row)].append(row)
    return _Fate(found["told"], found["over"], pupils)


def _decided(judge: Judge, ledger: Ledger, child: Pupil, row: _Asked) -> Literal["told", "over", "waits"]:
    service, day = row.service, row.day
    if service not in judge.town.services or ledger.live(child.id, service, day) is not None:
        return "over"
    if judge.book_obstacle(child, service, day) is not None:
        return "over"
    validated = judge.town.services[service].validation
    full = not validated and ledger.room(day, judge.counters(child, service, day)) == 0
    if row.about == About.PLACE:
        return "waits" if full else "told"
    verdict = judge.verdict(service, day)
    no_limit = verdict.verdict != "open" or verdict.book_by is None
    return "over" if no_limit or (full and not judge.list_is_open(service, day)) else "told"


def _as_it_was(row: _Asked) -> ColumnElement[bool]:
    """The row, unless it was asked anew meanwhile."""
    return and_(*(column == getattr(row, column.name) for column in _ROW if column.name != "told_at"))


async def _settled(session: AsyncSession, row: _Asked, now: datetime) -> bool:
    """Whether it is told here: it was not taken back meanwhile, nor told by another worker."""
    waits = and_(_as_it_was(row), SlotReminderRow.told_at.is_(None))
    if row.about == About.PLACE:
        done: Any = delete(SlotReminderRow).where(waits)
    else:
        done = update(SlotReminderRow).where(waits).values(told_at=now)
    settled = done.returning(SlotReminderRow.account_id).execution_options(synchronize_session=False)
    return (await session.execute(settled)).first() is not None


def _notices(town: Town, told: Iterable[_Asked], pupils: Mapping[str, Pupil], now: datetime) -> Iterable[Notice]:
    """One for the children of a household whose slots of a service and a day are told together."""
    together: dict[tuple[str, str, date, str], list[Pupil]] = defaultdict(list)
    for row in told:
        together[row.account_id, row.service, row.day, row.about].append(pupils[row.child_id])
    for (account_id, service, day, about), children in together.items():
        book_by = town.judge(service, day, now).book_by
        params = {
            "child": children[0].id,
            "child_name": _joined([child.first_name for child in children]),
            "service": service,
            "date": day.isoformat(),
        }
        if about == About.DEADLINE and book_by is not None:
            params |= {"book_by": book_by.isoformat(), "asked": "true"}
        key, to = f"asked {service} {day} {now.isoformat()}", Target("day", day.isoformat())
        yield Notice(_KINDS[About(about)], key, params, to, account_id=account_id)


def _joined(names: Sequence[str]) -> str:
    """« Alice, Noé et Lila »."""
    return _("{first} et {last}").format(first=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]


async def spoken_for(session: AsyncSession, days: Iterable[date]) -> dict[tuple[str, str, date], frozenset[str]]:
    """By child, service and day: the accounts that asked to be told the deadline, told already or not."""
    row = SlotReminderRow
    rows = await session.execute(
        select(row.child_id, row.service, row.day, row.account_id).where(
            row.about == About.DEADLINE.value, row.day.in_(sorted(set(days)))
        )
    )
    found: dict[tuple[str, str, date], set[str]] = defaultdict(set)
    for child, service, day, account_id in rows:
        found[child, service, day].add(account_id)
    return {slot: frozenset(accounts) for slot, accounts in found.items()}
