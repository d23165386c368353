"""What guardians change at once. What the town checks is refused with the procedure that changes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.bookings.repository import upsert
from city.errors import Invalid, NotFound
from city.events import Topic
from city.events.changes import tell_all
from city.households import repository as households
from city.households.facts import ChildSheetRow
from city.households.sharing import Shared, tell_other_household
from city.ids import new_id
from city.registrations.writing import households_of
from city.sheets import repository
from city.sheets.changing import procedure_of, ways
from city.sheets.models import ContactRow, PhonesRow
from city.sheets.refusals import NeedsProcedure, TooManyContacts
from city.sheets.schemas import ChildIn, ContactIn, PersonIn
from city.towns import Town

MOST_CONTACTS = 40


async def change_person(session: AsyncSession, me: SignedIn, person_id: str, wanted: PersonIn, now: datetime) -> None:
    """The phones of a guardian of the household. Raises NotFound."""
    if await repository.person(session, me.household_id, person_id) is None:
        raise NotFound
    values = {"phones": list(dict.fromkeys(wanted.phones)), "changed_at": now}
    statement = upsert(session, PhonesRow).values(person_id=person_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))
    await tell_all(session, {me.household_id}, Topic.HOUSEHOLD, now=now)


async def change_child(
    session: AsyncSession, town: Town, me: SignedIn, child_id: str, wanted: ChildIn, now: datetime
) -> None:
    """Raises NotFound, NeedsProcedure. Both households of the child are told."""
    if await repository.child(session, me.household_id, child_id) is None:
        raise NotFound
    how = ways(town, now.date())
    for fact in sorted(wanted.model_fields_set):
        key = procedure_of(how[fact])
        if key is not None:
            raise NeedsProcedure({"key": key, "fact": fact})
    values = _columns(wanted)
    if not values:
        return
    before = (await repository.sheets_of(session, [child_id])).get(child_id)
    if before is None or any(getattr(before, name) != value for name, value in values.items()):
        await tell_other_household(session, me.household_id, [child_id], Shared.SHEET, now)
    values["changed_at"] = now
    statement = upsert(session, ChildSheetRow).values(child_id=child_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["child_id"], set_=values))
    await tell_all(session, await households_of(session, child_id), Topic.HOUSEHOLD, now=now)


def _columns(wanted: ChildIn) -> dict[str, Any]:
    sent = wanted.model_fields_set
    values: dict[str, Any] = {fact: getattr(wanted, fact) or None for fact in ("diet", "allergies") if fact in sent}
    if "doctor" in sent:
        doctor = wanted.doctor
        values |= {"doctor_name": doctor and (doctor.name or None), "doctor_phone": doctor and (doctor.phone or None)}
    if "insurance" in sent:
        kept = wanted.insurance
        values |= {
            "insurance_company": kept and (kept.company or None),
            "insurance_number": kept and (kept.number or None),
            "insurance_until": kept and kept.until,
        }
    if "authorisations" in sent:
        given = wanted.authorisations
        values |= {"photo": given and given.photo, "leave_alone": given and given.leave_alone}
    return values


async def put_contact(session: AsyncSession, me: SignedIn, contact_id: str, wanted: ContactIn, now: datetime) -> None:
    """Writes or changes somebody. Another household's keeps its own children and emergency mark.

    Raises NotFound, TooManyContacts, Invalid.
    """
    mine = {row.id for row in await session.scalars(households.children_of(me.household_id))}
    if not set(wanted.children) <= mine:
        raise NotFound
    row = await repository.contact(session, me.household_id, contact_id)
    if row is None:
        if await repository.contact_count(session, me.household_id) >= MOST_CONTACTS:
            raise TooManyContacts({"max": MOST_CONTACTS})
        row = ContactRow(id=new_id("k"), app_id=contact_id, household_id=me.household_id, emergency=wanted.emergency)
        session.add(row)
    own = row.household_id == me.household_id
    if not own and not wanted.pick_up:
        raise Invalid({"errors": [{"where": "body.pick_up", "what": "not_own"}]})
    shared = wanted.pick_up or bool(row.pick_up)
    row.name, row.link, row.phone = wanted.name, wanted.link, wanted.phone
    row.pick_up, row.changed_at = wanted.pick_up, now
    if own:
        row.emergency = wanted.emergency
    await session.flush()
    seen = await repository.children_by_contact(session, me.household_id, [row.id])
    await repository.put_children(session, row.id, mine, wanted.children)
    await _tell(session, me, {*wanted.children, *seen.get(row.id, [])}, now, shared=shared)


async def delete_contact(session: AsyncSession, me: SignedIn, contact_id: str, now: datetime) -> None:
    """Harmless to repeat. Another household's stays for the children that are not this one's."""
    row = await repository.contact(session, me.household_id, contact_id)
    if row is None:
        return
    seen = (await repository.children_by_contact(session, me.household_id, [row.id])).get(row.id, [])
    await repository.put_children(session, row.id, seen, ())
    if not await repository.has_children(session, row.id):
        await session.delete(row)
        await session.flush()
    await _tell(session, me, seen, now, shared=row.pick_up)


async def _tell(session: AsyncSession, me: SignedIn, children: Collection[str], now: datetime, *, shared: bool) -> None:
    """Wakes the household, and the other one of every child concerned, which is notified of what is shared."""
    if shared:
        await tell_other_household(session, me.household_id, children, Shared.PICK_UP, now)
    told = {me.household_id}
    for child_id in children:
        told |= await households_of(session, child_id)
    await tell_all(session, told, Topic.HOUSEHOLD, now=now)
