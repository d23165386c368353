"""What the demonstration family told the town about itself: complete for two children, an insurance that ended for one.

Phone numbers are of the ranges kept for fiction.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.households.facts import AddressRow, ChildSheetRow
from city.seed.people import Settled, school_year
from city.sheets.models import ContactChildRow, ContactRow, PhonesRow

_DOCTOR = {"doctor_name": "Dr Claire Besson", "doctor_phone": "01 99 00 14 20"}
_ENDED_DAYS_AGO = 23


async def describe_family(session: AsyncSession, family: Settled, now: datetime) -> None:
    """Writes the sheet of the household. `now` is in the town's time."""
    today = now.date()
    household_id = family.guardians[0].household_id
    year = school_year(today)
    session.add(
        AddressRow(
            household_id=household_id,
            first_day=date(year - 2, 9, 1),
            street="3 allée des Érables",
            postcode="94350",
            town="Villiers-sur-Marne",
        )
    )
    for number, guardian in enumerate(family.guardians, start=1):
        phones = [f"06 39 98 10 0{number}"] + (["01 99 00 22 31"] if number == 1 else [])
        session.add(PhonesRow(person_id=guardian.person_id, phones=phones, changed_at=now))
    until = date(year + 1, 8, 31)
    for child, facts in zip(family.children, _sheets(today, until), strict=True):
        session.add(ChildSheetRow(child_id=child.id, changed_at=now, **facts))
    await session.flush()
    await _people_around(session, family, now)


def _sheets(today: date, until: date) -> tuple[dict[str, Any], ...]:
    insured = {"insurance_company": "Mutuelle des écoliers", "insurance_number": "ME-204417"}
    ended = today - timedelta(days=_ENDED_DAYS_AGO)
    return (
        {**_DOCTOR, **insured, "insurance_until": until, "photo": True, "leave_alone": True},
        {**_DOCTOR, **insured, "insurance_until": ended, "photo": True, "leave_alone": False},
        {
            **_DOCTOR,
            **insured,
            "insurance_until": until,
            "photo": False,
            "leave_alone": False,
            "diet": "Sans viande",
            "allergies": "Arachide : un antihistaminique est dans son sac.",
        },
    )


async def _people_around(session: AsyncSession, family: Settled, now: datetime) -> None:
    household_id = family.guardians[0].household_id
    around = (
        ("odile", "Odile Martin", "Grand-mère", "06 39 98 10 11", True, family.children),
        ("thomas", "Thomas Girard", "Voisin", "06 39 98 10 12", False, family.children[1:]),
    )
    for key, name, link, phone, emergency, children in around:
        contact_id = f"k_{key}"
        session.add(
            ContactRow(
                id=contact_id,
                app_id=key,
                household_id=household_id,
                name=name,
                link=link,
                phone=phone,
                emergency=emergency,
                pick_up=True,
                changed_at=now,
            )
        )
        await session.flush()
        session.add_all(ContactChildRow(contact_id=contact_id, child_id=child.id) for child in children)
    await session.flush()
