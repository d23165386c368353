"""The children of a household as decisions need them, and its family quotient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.judging import Pupil, Registered
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, RegistrationRow, RegistrationState


@dataclass(frozen=True, slots=True)
class Family:
    """A household's children, in order of birth, and its quotient by day (None = unknown or lapsed)."""

    household_id: str
    pupils: dict[str, Pupil]
    quotient_on: Callable[[date], int | None]


async def load_family(
    session: AsyncSession, household_id: str, *, only: Collection[str] | None = None, lock: bool = False
) -> Family:
    """The household's children, or those of them in `only`; ids of others' children are simply not found.

    `lock`: until the transaction ends nobody else decides on these children (both households of a child wait).
    """
    query = (
        _children()
        .join(HouseholdChildRow, HouseholdChildRow.child_id == ChildRow.id)
        .where(HouseholdChildRow.household_id == household_id)
    )
    if only is not None:
        query = query.where(ChildRow.id.in_(sorted(only)))
    pupils = await _pupils(session, query, lock=lock)
    household = await session.get_one(HouseholdRow, household_id)
    return Family(household_id, pupils, household.quotient_on)


async def load_pupils(session: AsyncSession, ids: Collection[str], *, lock: bool = False) -> dict[str, Pupil]:
    """Children of any household; for what the city does by itself."""
    return await _pupils(session, _children().where(ChildRow.id.in_(sorted(ids))), lock=lock)


def _children() -> Select[str, str, str, str]:
    return select(ChildRow.id, ChildRow.first_name, ChildRow.school_id, ChildRow.age_group)


async def _pupils(session: AsyncSession, query: Select[str, str, str, str], *, lock: bool) -> dict[str, Pupil]:
    if lock:
        query = query.order_by(ChildRow.id).with_for_update(key_share=True, of=ChildRow)
    else:
        query = query.order_by(ChildRow.birth_date, ChildRow.id)
    children = (await session.execute(query)).all()
    registered = await _registered(session, [row.id for row in children])
    return {
        row.id: Pupil(row.id, row.first_name, row.school_id, row.age_group, tuple(registered[row.id]))
        for row in children
    }


async def _registered(session: AsyncSession, children: list[str]) -> dict[str, list[Registered]]:
    found: dict[str, list[Registered]] = defaultdict(list)
    rows = await session.execute(
        select(
            RegistrationRow.child_id, RegistrationRow.activity, RegistrationRow.first_day, RegistrationRow.last_day
        ).where(RegistrationRow.child_id.in_(children), RegistrationRow.state == RegistrationState.ACTIVE.value)
    )
    for row in rows:
        found[row.child_id].append(Registered(row.activity, row.first_day, row.last_day))
    return found
