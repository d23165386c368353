"""What an agent should know before the year turns: registrations that end or go on, what is booked already, schools
without classes. Only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.models import BookingRow
from city.bookings.repository import IS_LIVE
from city.households.models import ChildRow, RegistrationRow, RegistrationState
from city.procedures.years import period_of
from city.school_years.turning import Turn, schools_of
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Renewal:
    """Of an activity: how many children's registrations end before the new year, how many have one in it."""

    activity: str
    ending: int
    renewed: int


@dataclass(frozen=True, slots=True)
class Effects:
    """`booked`: what is booked in the new year, `elsewhere` of it by children who change school. `registered`: who
    leaves and is registered all the same (ids). `empty`: schools of the new year in which no child would be."""

    renewals: Sequence[Renewal]
    booked: int
    elsewhere: int
    registered: frozenset[str]
    empty: Sequence[str]


async def effects_of(session: AsyncSession, town: Town, turn: Turn) -> Effects:
    """What the turn meets."""
    moved = {pupil.id for one, _step in turn.going("up", "leaves") for pupil in one.pupils}
    leaving = {pupil.id for one, _step in turn.going("leaves") for pupil in one.pupils}
    other = {pupil.id for one, step in turn.going("up") for pupil in one.pupils if step.school_id != one.school_id}
    before, after = await _registered(session, turn.year, moved)
    renewals = [
        Renewal(name, len(before[name] - after[name]), len(after[name]))
        for name in town.activities
        if before[name] or after[name]
    ]
    registered = frozenset(leaving & set().union(*after.values()))
    booked = await _booked(session, turn.year, moved)
    empty = await _empty(session, town, turn)
    elsewhere = sum(count for child, count in booked.items() if child in other)
    return Effects(renewals, sum(booked.values()), elsewhere, registered, empty)


async def _registered(
    session: AsyncSession, year: int, children: set[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By activity, who is registered on some day of the year before, and of the new one."""
    (former, _last), (first, last) = period_of(year - 1), period_of(year)
    query = select(
        RegistrationRow.activity, RegistrationRow.child_id, RegistrationRow.first_day, RegistrationRow.last_day
    ).where(
        among(RegistrationRow.__table__.c.child_id, "children"),
        RegistrationRow.state == RegistrationState.ACTIVE.value,
        RegistrationRow.last_day >= former,
        RegistrationRow.first_day <= last,
    )
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for activity, child, begins, ends in await session.execute(query, {"children": children}):
        if begins < first:
            before[activity].add(child)
        if ends >= first:
            after[activity].add(child)
    return before, after


async def _booked(session: AsyncSession, year: int, children: set[str]) -> dict[str, int]:
    query = (
        select(BookingRow.child_id, func.count())
        .where(among(BookingRow.__table__.c.child_id, "children"), BookingRow.day >= period_of(year)[0], IS_LIVE)
        .group_by(BookingRow.child_id)
    )
    return dict((await session.execute(query, {"children": children})).all())


async def _empty(session: AsyncSession, town: Town, turn: Turn) -> list[str]:
    """The names of the schools without a child in a class of the new year."""
    there = set(
        await session.scalars(
            select(ChildRow.school_id).where(ChildRow.class_year >= turn.year, ChildRow.left_on.is_(None)).distinct()
        )
    )
    there |= {step.school_id for _one, step in turn.going("up")}
    return [school.name for school in schools_of(town, turn.year).values() if school.id not in there]
