"""Households as stored. Every query here starts from the household: not yours = not found."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from city.households.children import Child, read_children
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.once import once


def children_of(household_id: str) -> Select[ChildRow]:
    """The base statement: children of one household, eldest first."""
    return (
        select(ChildRow)
        .join(HouseholdChildRow, HouseholdChildRow.child_id == ChildRow.id)
        .where(HouseholdChildRow.household_id == household_id)
        .order_by(ChildRow.birth_date, ChildRow.first_name, ChildRow.id)
    )


_WITH_GUARDIANS = (
    select(HouseholdRow, PersonRow)
    .outerjoin(PersonRow, PersonRow.household_id == HouseholdRow.id)
    .where(HouseholdRow.id == bindparam("household"))
    .order_by(PersonRow.position, PersonRow.id)
)


async def household(session: AsyncSession, household_id: str) -> HouseholdRow:
    """The household itself."""
    return await session.get_one(HouseholdRow, household_id)


async def with_guardians(session: AsyncSession, household_id: str) -> tuple[HouseholdRow, list[PersonRow]]:
    """The household and its guardians, in the town's order. One statement."""
    return await once(session, ("guardians", household_id), lambda: _with_guardians(session, household_id))


async def _with_guardians(session: AsyncSession, household_id: str) -> tuple[HouseholdRow, list[PersonRow]]:
    rows = (await session.execute(_WITH_GUARDIANS, {"household": household_id})).all()
    return rows[0][0], [person for _household, person in rows if person is not None]


async def guardians(session: AsyncSession, household_id: str) -> list[PersonRow]:
    """Its guardians, in the town's order."""
    found = await session.scalars(
        select(PersonRow).where(PersonRow.household_id == household_id).order_by(PersonRow.position, PersonRow.id)
    )
    return list(found)


async def children(session: AsyncSession, household_id: str) -> list[Child]:
    """Its children, eldest first, with their registrations. One statement."""
    return await once(session, ("children", household_id), lambda: read_children(session, household_id))


async def first_names(session: AsyncSession, household_id: str) -> dict[str, str]:
    """The first names of its children by id, eldest first."""
    rows = await session.execute(children_of(household_id).with_only_columns(ChildRow.id, ChildRow.first_name))
    return {row.id: row.first_name for row in rows}


async def child_with_registrations(session: AsyncSession, child_id: str) -> ChildRow:
    """A child of any household, with its registrations: for what the city itself decides."""
    found = await session.scalars(
        select(ChildRow).where(ChildRow.id == child_id).options(selectinload(ChildRow.registrations))
    )
    return found.one()
