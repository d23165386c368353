"""The sheet as the household's guardians see it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.households import repository as households
from city.households.children import Child
from city.households.facts import ChildSheetRow
from city.households.models import HouseholdRow
from city.sheets import repository
from city.sheets.changing import ways
from city.sheets.notices import notices
from city.sheets.schemas import (
    AddressOut,
    Authorisations,
    ChildOut,
    ContactOut,
    Doctor,
    GuardianOut,
    Insurance,
    NoticeOut,
    PaiOut,
    QuotientOut,
    SheetOut,
)
from city.towns import Town


async def describe(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> SheetOut:
    """Everything, in eight queries however large the family."""
    today = now.date()
    home = await households.household(session, me.household_id)
    address = await repository.address_on(session, me.household_id, today)
    children = await _children(session, town, me.household_id)
    contacts = await _contacts(session, me.household_id)
    quotient = _quotient(home)
    return SheetOut(
        now=now,
        name=home.name,
        address=AddressOut(street=address.street, postcode=address.postcode, town=address.town) if address else None,
        quotient=quotient,
        guardians=await _guardians(session, me),
        children=children,
        contacts=contacts,
        notices=notices(children, quotient, today, reachable=any(one.emergency for one in contacts)),
        changes=ways(town, today),
    )


async def notices_of(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> list[NoticeOut]:
    """What is missing or out of date: all that the dashboard says."""
    home, _people = await households.with_guardians(session, me.household_id)
    rows = await households.children(session, me.household_id)
    sheets = await repository.sheets_of(session, [row.id for row in rows])
    children = [_child(town, row, sheets.get(row.id), shared=False) for row in rows]
    reachable = await repository.has_emergency_contact(session, me.household_id)
    return notices(children, _quotient(home), now.date(), reachable=reachable)


async def _guardians(session: AsyncSession, me: SignedIn) -> list[GuardianOut]:
    emails = await repository.emails_of(session, me.household_id)
    phones = await repository.phones_of(session, me.household_id)
    return [
        GuardianOut(
            id=row.id,
            first_name=row.first_name,
            last_name=row.last_name,
            you=row.id == me.person_id,
            email=emails.get(row.id),
            phones=phones.get(row.id, []),
        )
        for row in await households.guardians(session, me.household_id)
    ]


async def _children(session: AsyncSession, town: Town, household_id: str) -> list[ChildOut]:
    rows = await households.children(session, household_id)
    ids = [row.id for row in rows]
    sheets, shared = await repository.sheets_of(session, ids), await repository.shared(session, ids)
    return [_child(town, row, sheets.get(row.id), shared=row.id in shared) for row in rows]


def _child(town: Town, row: Child, sheet: ChildSheetRow | None, *, shared: bool) -> ChildOut:
    return ChildOut(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        birth_date=row.birth_date,
        school=town.schools[row.school_id].name,
        class_name=row.class_name,
        shared=shared,
        diet=sheet.diet if sheet else None,
        allergies=sheet.allergies if sheet else None,
        pai=PaiOut(until=sheet.pai_until) if sheet and sheet.pai_until else None,
        doctor=_doctor(sheet),
        insurance=_insurance(sheet),
        authorisations=Authorisations(
            photo=sheet.photo if sheet else None, leave_alone=sheet.leave_alone if sheet else None
        ),
    )


def _doctor(sheet: ChildSheetRow | None) -> Doctor | None:
    if sheet is None or not (sheet.doctor_name or sheet.doctor_phone):
        return None
    return Doctor(name=sheet.doctor_name or "", phone=sheet.doctor_phone or "")


def _insurance(sheet: ChildSheetRow | None) -> Insurance | None:
    if sheet is None or not (sheet.insurance_company or sheet.insurance_number or sheet.insurance_until):
        return None
    return Insurance(
        company=sheet.insurance_company or "", number=sheet.insurance_number or "", until=sheet.insurance_until
    )


async def _contacts(session: AsyncSession, household_id: str) -> list[ContactOut]:
    rows = await repository.contacts(session, household_id)
    children = await repository.children_by_contact(session, household_id, [row.id for row in rows])
    return [
        ContactOut(
            id=row.app_id if row.household_id == household_id else row.id,
            name=row.name,
            link=row.link,
            phone=row.phone,
            emergency=row.emergency and row.household_id == household_id,
            pick_up=row.pick_up,
            children=children.get(row.id, []),
            mine=row.household_id == household_id,
        )
        for row in rows
    ]


def _quotient(home: HouseholdRow) -> QuotientOut | None:
    if home.quotient is None:
        return None
    first: date | None = home.quotient_from
    return QuotientOut(value=home.quotient, first=first, last=home.quotient_to)
