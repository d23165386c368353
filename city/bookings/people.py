"""The children of a household as decisions need them, and its family quotient, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.judging import Pupil, Registered
from city.database import connection_of
from city.households.children import Child
from city.households.models import (
    ChildRow,
    HouseholdChildRow,
    HouseholdRow,
    Quotient,
    RegistrationRow,
    RegistrationState,
)

_CHILD = ChildRow.__table__
_MEMBER = HouseholdChildRow.__table__
_HOUSEHOLD = HouseholdRow.__table__
_REGISTRATION = RegistrationRow.__table__
_ACTIVE = and_(_REGISTRATION.c.child_id == _CHILD.c.id, _REGISTRATION.c.state == RegistrationState.ACTIVE.value)
_PUPIL = (
    _CHILD.c.id,
    _CHILD.c.first_name,
    _CHILD.c.school_id,
    _CHILD.c.age_group,
    _REGISTRATION.c.activity,
    _REGISTRATION.c.first_day,
    _REGISTRATION.c.last_day,
)
_AMONG = among(_CHILD.c.id, "children")
_PUPILS = select(*_PUPIL).select_from(_CHILD.outerjoin(_REGISTRATION, _ACTIVE)).where(_AMONG)
_ALL = (
    select(*_PUPIL, _HOUSEHOLD.c.quotient, _HOUSEHOLD.c.quotient_from, _HOUSEHOLD.c.quotient_to)
    .select_from(
        _HOUSEHOLD.join(_MEMBER, _MEMBER.c.household_id == _HOUSEHOLD.c.id)
        .join(_CHILD, _CHILD.c.id == _MEMBER.c.child_id)
        .outerjoin(_REGISTRATION, _ACTIVE)
    )
    .where(_HOUSEHOLD.c.id == bindparam("household"))
)
_IN_ORDER_OF_BIRTH = _ALL.order_by(_CHILD.c.birth_date, _CHILD.c.id)
_SOME = _ALL.where(_AMONG).order_by(_CHILD.c.birth_date, _CHILD.c.id)
_SOME_LOCKED = _ALL.where(_AMONG).order_by(_CHILD.c.id).with_for_update(key_share=True, of=_CHILD)
_PUPILS_LOCKED = _PUPILS.order_by(_CHILD.c.id).with_for_update(key_share=True, of=_CHILD)


@dataclass(frozen=True, slots=True)
class Family:
    """A household's children and its quotient by day (None = unknown or lapsed)."""

    household_id: str
    pupils: dict[str, Pupil]
    quotient_on: Callable[[date], int | None]


async def load_family(session: AsyncSession, household_id: str, *, only: Collection[str] | None = None) -> Family:
    """The household's children in order of birth, or those of them in `only`; others' are simply not found."""
    asked: dict[str, Any] = {"household": household_id}
    if only is None:
        return await _family(session, household_id, _IN_ORDER_OF_BIRTH, asked)
    return await _family(session, household_id, _SOME, asked | {"children": only})


def family_of(household: HouseholdRow, children: Collection[Child]) -> Family:
    """What `load_family` would find, from rows that were read already, with their registrations."""
    pupils = {
        row.id: Pupil(
            row.id,
            row.first_name,
            row.school_id,
            row.age_group,
            tuple(
                Registered(one.activity, one.first_day, one.last_day)
                for one in row.registrations
                if one.state == RegistrationState.ACTIVE
            ),
        )
        for row in sorted(children, key=lambda row: (row.birth_date, row.id))
    }
    return Family(household.id, pupils, household.quotient_on)


async def lock_family(session: AsyncSession, household_id: str, only: Collection[str]) -> Family:
    """Those of the household's children that are in `only`; until the transaction ends nobody else decides on them.

    Both households of a child wait for each other so. Take this lock before those of counters.
    """
    asked = {"household": household_id, "children": only}
    return await _family(session, household_id, _SOME_LOCKED, asked)


async def lock_pupils(session: AsyncSession, ids: Collection[str]) -> dict[str, Pupil]:
    """Children of any household, locked; for what the city does by itself."""
    connection = await connection_of(session)
    return _pupils((await connection.execute(_PUPILS_LOCKED, {"children": ids})).all())


async def load_pupils(session: AsyncSession, ids: Collection[str]) -> dict[str, Pupil]:
    """Children of any household, as they are."""
    connection = await connection_of(session)
    return _pupils((await connection.execute(_PUPILS, {"children": ids})).all())


async def _family(session: AsyncSession, household_id: str, query: Any, asked: dict[str, Any]) -> Family:
    connection = await connection_of(session)
    rows = (await connection.execute(query, asked)).all()
    quotient = Quotient(*rows[0][len(_PUPIL) :]) if rows else Quotient()
    return Family(household_id, _pupils(rows), quotient.on)


def _pupils(rows: Collection[Any]) -> dict[str, Pupil]:
    children: dict[str, tuple[str, str, str]] = {}
    registered: dict[str, list[Registered]] = {}
    for identity, first_name, school, age_group, activity, first, last, *_ in rows:
        children[identity] = (first_name, school, age_group)
        mine = registered.setdefault(identity, [])
        if activity is not None:
            mine.append(Registered(activity, first, last))
    return {identity: Pupil(identity, *child, tuple(registered[identity])) for identity, child in children.items()}
