"""Opening registrations. They are the child's: both of its households have them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.people import lock_pupils
from city.households.models import HouseholdChildRow, RegistrationRow, RegistrationState
from city.ids import new_id


async def register(session: AsyncSession, child_id: str, activity: str, first: date, last: date) -> None:
    """The child is registered from `first` to `last` (included); what it had in between becomes one with it, also
    what had been ended before its time.

    The child is locked: two procedures for the same activity never make two registrations.
    """
    await lock_pupils(session, [child_id])
    found = await session.scalars(
        select(RegistrationRow)
        .where(
            RegistrationRow.child_id == child_id,
            RegistrationRow.activity == activity,
            RegistrationRow.state == RegistrationState.ACTIVE.value,
            RegistrationRow.first_day <= last,
            RegistrationRow.last_day >= first,
        )
        .order_by(RegistrationRow.first_day, RegistrationRow.id)
        .execution_options(populate_existing=True)
    )
    overlapping = list(found)
    if not overlapping:
        session.add(
            RegistrationRow(
                id=new_id("i"),
                child_id=child_id,
                activity=activity,
                first_day=first,
                last_day=last,
                state=RegistrationState.ACTIVE.value,
            )
        )
    else:
        kept, *others = overlapping
        kept.first_day = min([first, *(row.first_day for row in overlapping)])
        kept.last_day = max([last, *(row.last_day for row in overlapping)])
        kept.ended_at = None
        for row in others:
            await session.delete(row)
    await session.flush()


async def households_of(session: AsyncSession, child_id: str) -> set[str]:
    """The one or two households of a child."""
    found = await session.scalars(select(HouseholdChildRow.household_id).where(HouseholdChildRow.child_id == child_id))
    return set(found)
