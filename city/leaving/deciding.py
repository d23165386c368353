"""The two answers to who asked that their account be deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.events import Topic, tell
from city.households.models import HouseholdRow
from city.leaving.account import forget_account
from city.leaving.household import forget_household
from city.leaving.letters import tell_deleted, tell_refused
from city.leaving.refusals import NoLongerAsked, StandsAgainst
from city.leaving.requests import Asked, find, take
from city.leaving.standing import standing
from city.towns import Town


async def delete_account(session: AsyncSession, town: Town, account_id: str, now: datetime) -> Asked:
    """Deletes it, in the session's (writing) transaction; with the household, when nobody else is in it.

    What is sent for the household meanwhile waits until it is done. Raises NoLongerAsked, StandsAgainst.
    """
    known = await find(session, account_id)
    if known is None:
        raise NoLongerAsked
    # Before the request is read for good: who else is in the household may be leaving at this moment.
    await session.execute(select(HouseholdRow.id).where(HouseholdRow.id == known.household_id).with_for_update())
    asked = await take(session, account_id)
    if (await standing(session, asked, now.astimezone(town.time_zone).date())).blocks:
        raise StandsAgainst
    await tell_deleted(session, town, asked, now)
    await forget_account(session, asked)
    if asked.stays:
        await tell(session, asked.household_id, Topic.HOUSEHOLD, now=now)
    else:
        await forget_household(session, asked.household_id)
    return asked


async def refuse_deletion(session: AsyncSession, town: Town, account_id: str, reason: str, now: datetime) -> Asked:
    """The account stays, and its guardian learns why. Raises NoLongerAsked."""
    asked = await take(session, account_id)
    await tell_refused(session, town, asked, reason, now)
    return asked
