"""The children of a household with their registrations, as they are read: values, not rows that may be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import read_rows
from city.households.models import ChildRow, HouseholdChildRow, RegistrationRow

_CHILD = ChildRow.__table__
_OF_HOUSEHOLD = HouseholdChildRow.__table__
_REGISTRATION = RegistrationRow.__table__
_ABOUT_CHILD = (
    _CHILD.c.id, _CHILD.c.first_name, _CHILD.c.last_name, _CHILD.c.birth_date, _CHILD.c.school_id,
    _CHILD.c.class_name, _CHILD.c.age_group, _CHILD.c.number, _CHILD.c.class_year, _CHILD.c.left_on,
)  # fmt: skip
_ABOUT_REGISTRATION = (
    _REGISTRATION.c.id, _REGISTRATION.c.activity, _REGISTRATION.c.first_day, _REGISTRATION.c.last_day,
    _REGISTRATION.c.state, _REGISTRATION.c.ended_at,
)  # fmt: skip
_CHILDREN = (
    select(*_ABOUT_CHILD, *_ABOUT_REGISTRATION)
    .select_from(
        _OF_HOUSEHOLD.join(_CHILD, _CHILD.c.id == _OF_HOUSEHOLD.c.child_id).outerjoin(
            _REGISTRATION, _REGISTRATION.c.child_id == _CHILD.c.id
        )
    )
    .where(_OF_HOUSEHOLD.c.household_id == bindparam("household"))
    .order_by(
        _CHILD.c.birth_date, _CHILD.c.first_name, _CHILD.c.id, _REGISTRATION.c.first_day, _REGISTRATION.c.activity
    )
)


@dataclass(frozen=True, slots=True)
class Registration:
    """See `RegistrationRow`."""

    id: str
    activity: str
    first_day: date
    last_day: date
    state: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """See `ChildRow`; its registrations by first day."""

    id: str
    first_name: str
    last_name: str
    birth_date: date
    school_id: str
    class_name: str
    age_group: str
    number: str | None
    class_year: int | None
    left_on: date | None
    registrations: tuple[Registration, ...]


async def read_children(session: AsyncSession, household_id: str) -> list[Child]:
    """The children of one household, eldest first. One statement."""
    about: dict[str, Any] = {}
    registrations: dict[str, list[Registration]] = {}
    for row in await read_rows(session, _CHILDREN, {"household": household_id}):
        child, registration = row[: len(_ABOUT_CHILD)], row[len(_ABOUT_CHILD) :]
        about.setdefault(child[0], child)
        mine = registrations.setdefault(child[0], [])
        if registration[0] is not None:
            mine.append(Registration(*registration))
    columns: list[list[Any]] = [[*child, tuple(registrations[identity])] for identity, child in about.items()]
    return [Child(*each) for each in columns]
