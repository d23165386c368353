"""What is known of a household, as stored. Every query starts from the household: not yours = not found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.among import among
from city.database import read_rows
from city.households.facts import AddressRow, ChildSheetRow
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.households.repository import children_of
from city.sheets.models import ContactChildRow, ContactRow, PhonesRow

_SHEETS = select(ChildSheetRow).where(among(ChildSheetRow.__table__.c.child_id, "children"))
_REACHABLE = select(exists().where(ContactRow.household_id == bindparam("household"), ContactRow.emergency))


async def address_on(session: AsyncSession, household_id: str, day: date) -> AddressRow | None:
    """Where the household lives on `day`."""
    found = await session.scalars(
        select(AddressRow)
        .where(AddressRow.household_id == household_id, AddressRow.first_day <= day)
        .order_by(AddressRow.first_day.desc())
        .limit(1)
    )
    return found.first()


async def emails_of(session: AsyncSession, household_id: str) -> dict[str, str]:
    """By person."""
    rows = await session.execute(
        select(AccountRow.person_id, AccountRow.email).where(AccountRow.household_id == household_id)
    )
    return dict(rows.all())


async def phones_of(session: AsyncSession, household_id: str) -> dict[str, list[str]]:
    """By person."""
    rows = await session.execute(
        select(PhonesRow.person_id, PhonesRow.phones)
        .join(PersonRow, PersonRow.id == PhonesRow.person_id)
        .where(PersonRow.household_id == household_id)
    )
    return dict(rows.all())


async def person(session: AsyncSession, household_id: str, person_id: str) -> PersonRow | None:
    """A guardian of the household."""
    found = await session.scalars(
        select(PersonRow).where(PersonRow.id == person_id, PersonRow.household_id == household_id)
    )
    return found.one_or_none()


async def child(session: AsyncSession, household_id: str, child_id: str) -> ChildRow | None:
    """A child of the household."""
    found = await session.scalars(children_of(household_id).where(ChildRow.id == child_id))
    return found.one_or_none()


async def sheets_of(session: AsyncSession, children: Collection[str]) -> dict[str, Any]:
    """By child, columns of `ChildSheetRow`; those never filled in are absent."""
    return {row.child_id: row for row in await read_rows(session, _SHEETS, {"children": children})}


async def shared(session: AsyncSession, children: Collection[str]) -> frozenset[str]:
    """Those that belong to two households."""
    found = await session.scalars(
        select(HouseholdChildRow.child_id)
        .where(HouseholdChildRow.child_id.in_(children))
        .group_by(HouseholdChildRow.child_id)
        .having(func.count() > 1)
    )
    return frozenset(found)


def _seen(household_id: str) -> ColumnElement[bool]:
    """Its own contacts, and who may pick up a child that it shares."""
    mine = select(HouseholdChildRow.child_id).where(HouseholdChildRow.household_id == household_id)
    for_mine = exists().where(ContactChildRow.contact_id == ContactRow.id, ContactChildRow.child_id.in_(mine))
    return or_(ContactRow.household_id == household_id, ContactRow.pick_up & for_mine)


async def contacts(session: AsyncSession, household_id: str) -> list[ContactRow]:
    """Those the household sees, by name."""
    found = await session.scalars(
        select(ContactRow).where(_seen(household_id)).order_by(ContactRow.name, ContactRow.id)
    )
    return list(found)


async def contact_count(session: AsyncSession, household_id: str) -> int:
    """How many are its own; nobody else adds one until the transaction ends."""
    await session.execute(
        select(HouseholdRow.id).where(HouseholdRow.id == household_id).with_for_update(key_share=True)
    )
    own = select(func.count()).select_from(ContactRow).where(ContactRow.household_id == household_id)
    return int(await session.scalar(own) or 0)


async def has_emergency_contact(session: AsyncSession, household_id: str) -> bool:
    """Whether somebody of its own may be called in an emergency."""
    ((found,),) = await read_rows(session, _REACHABLE, {"household": household_id})
    return bool(found)


async def contact(session: AsyncSession, household_id: str, contact_id: str) -> ContactRow | None:
    """One it sees, locked: its own under the id that it gave, another's under the one that it was shown."""
    own = ContactRow.household_id == household_id
    named = or_(own & (ContactRow.app_id == contact_id), ~own & (ContactRow.id == contact_id) & _seen(household_id))
    found = await session.scalars(select(ContactRow).where(named).order_by(own.desc()).with_for_update())
    return found.first()


async def children_by_contact(session: AsyncSession, household_id: str, ids: Collection[str]) -> dict[str, list[str]]:
    """The household's children each of those contacts is for."""
    rows = await session.execute(
        select(ContactChildRow.contact_id, ContactChildRow.child_id)
        .join(HouseholdChildRow, HouseholdChildRow.child_id == ContactChildRow.child_id)
        .where(HouseholdChildRow.household_id == household_id, ContactChildRow.contact_id.in_(ids))
        .order_by(ContactChildRow.contact_id, ContactChildRow.child_id)
    )
    found: dict[str, list[str]] = {}
    for contact_id, child_id in rows:
        found.setdefault(contact_id, []).append(child_id)
    return found


async def put_children(session: AsyncSession, contact_id: str, of: Collection[str], wanted: Collection[str]) -> None:
    """Among the children `of`, the contact is for those `wanted` and no other."""
    await session.execute(
        delete(ContactChildRow).where(ContactChildRow.contact_id == contact_id, ContactChildRow.child_id.in_(of))
    )
    session.add_all(ContactChildRow(contact_id=contact_id, child_id=child_id) for child_id in sorted(set(wanted)))
    await session.flush()


async def has_children(session: AsyncSession, contact_id: str) -> bool:
    """Whether the contact is for any child still."""
    return bool(await session.scalar(select(exists().where(ContactChildRow.contact_id == contact_id))))
