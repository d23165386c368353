"""The calendar of a household over a period, from one pass over its children, services and days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.closures import load_closures
from city.bookings.judging import Judge
from city.bookings.people import Family, load_family
from city.bookings.promotion import promote
from city.bookings.repository import Scope, ended_bookings, load_ledger
from city.bookings.states import BookingState
from city.calendar.slots import Board, Ended, slot_of
from city.errors import BadPeriod
from city.rules import Reason
from city.towns import Town

MAX_DAYS = 400


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, at most `MAX_DAYS`. Raises BadPeriod."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not 0 <= (self.last - self.first).days < MAX_DAYS:
            raise BadPeriod({"max_days": MAX_DAYS})

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


async def calendar(
    session: AsyncSession,
    town: Town,
    household_id: str,
    period: Period,
    now: datetime,
    *,
    children: Collection[str] | None = None,
    services: Collection[str] | None = None,
) -> dict[str, Any]:
    """Days and slots of the period, of all children and services unless some are named."""
    family = await load_family(session, household_id, only=children)
    return await calendar_of(session, town, family, period, now, services=services)


async def calendar_of(
    session: AsyncSession,
    town: Town,
    family: Family,
    period: Period,
    now: datetime,
    *,
    services: Collection[str] | None = None,
) -> dict[str, Any]:
    """The same of a family that is known already."""
    board = await _board(session, town, family, period, now, frees=False)
    wanted = [name for name in town.services if services is None or name in services]
    slots = [
        slot
        for day in period.days
        for name in wanted
        for pupil in family.pupils.values()
        if (slot := slot_of(board, pupil, name, day)) is not None
    ]
    return {
        "now": now.isoformat(),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "days": [_day(town, day) for day in period.days],
        "slots": slots,
    }


async def load_board(
    session: AsyncSession,
    town: Town,
    household_id: str,
    period: Period,
    now: datetime,
    *,
    children: Collection[str] | None = None,
    frees: bool,
) -> tuple[Board, Family]:
    """All that the slots of a period depend on, read at once and without locks.

    Free places are shown given to those who wait, as the next submission would find them. `frees`: what is decided on
    the board may free others.
    """
    family = await load_family(session, household_id, only=children)
    return await _board(session, town, family, period, now, frees=frees), family


async def _board(
    session: AsyncSession, town: Town, family: Family, period: Period, now: datetime, *, frees: bool
) -> Board:
    judge = Judge(town, now, family.quotient_on, await load_closures(session, period.first, period.last))
    counters = {
        (day, counter)
        for day in period.days
        for service in town.services
        if judge.verdict(service, day).served
        for pupil in family.pupils.values()
        for counter in judge.counters(pupil, service, day)
    }
    days, bonds = frozenset(period.days), bonds_of(town)
    scope = Scope(family.pupils, days, frozenset(counters), days if frees else frozenset())
    ledger = await load_ledger(session, town, bonds, scope, now=now, lock=False)
    promote(ledger, judge, bonds)
    return Board(family.household_id, judge, ledger, await _ended(session, family.household_id, period))


async def _ended(session: AsyncSession, household_id: str, period: Period) -> dict[tuple[str, str, date], Ended]:
    rows = await ended_bookings(session, household_id, period.first, period.last)
    return {
        (row.child_id, row.service, row.day): Ended(
            "refused", Reason("REFUSED", {"text": row.end_reason} if row.end_reason else {})
        )
        if row.state is BookingState.REFUSED
        else Ended("cancelled_by_city", Reason("CITY_CLOSED", {"name": row.end_reason} if row.end_reason else {}))
        for row in rows
    }


def _day(town: Town, day: date) -> dict[str, Any]:
    found = town.day(day)
    return {"date": day.isoformat(), "kind": found.kind} | ({"name": found.name} if found.name else {})
