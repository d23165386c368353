"""Who asked that their account be deleted, the longest waiting first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.households.models import HouseholdRow, PersonRow
from city.leaving.refusals import NoLongerAsked
from city.profile.models import DeletionRequestRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A guardian who wants to leave. `stays`: whether the household has another guardian."""

    account_id: str
    person_id: str
    first_name: str
    last_name: str
    email: str
    household_id: str
    household_name: str
    asked_at: datetime
    stays: bool

    @property
    def name(self) -> str:
        """« Camille Martin »."""
        return f"{self.first_name} {self.last_name}"


async def count(session: AsyncSession) -> int:
    """How many wait for a decision."""
    return int(await session.scalar(select(func.count()).select_from(DeletionRequestRow)) or 0)


async def listed(session: AsyncSession, *, page: int = 0) -> tuple[list[Asked], bool]:
    """A page (from 0), and whether there are more."""
    query = _asked().order_by(DeletionRequestRow.asked_at, AccountRow.id).offset(page * PAGE).limit(PAGE + 1)
    rows = [Asked(*row) for row in await session.execute(query)]
    return rows[:PAGE], len(rows) > PAGE


async def find(session: AsyncSession, account_id: str) -> Asked | None:
    """The request of an account."""
    row = (await session.execute(_asked().where(AccountRow.id == account_id))).one_or_none()
    return Asked(*row) if row else None


async def take(session: AsyncSession, account_id: str) -> Asked:
    """The request, taken off the list: of two agents at once one gets it. Raises NoLongerAsked."""
    found = await find(session, account_id)
    mine = delete(DeletionRequestRow).where(DeletionRequestRow.account_id == account_id)
    taken = await session.execute(
        mine.returning(DeletionRequestRow.account_id).execution_options(synchronize_session=False)
    )
    if found is None or taken.first() is None:
        raise NoLongerAsked
    return found


def _asked() -> Select[str, str, str, str, str, str, str, datetime, bool]:
    others = select(PersonRow.id).where(
        PersonRow.household_id == AccountRow.household_id, PersonRow.id != AccountRow.person_id
    )
    return (
        select(
            AccountRow.id,
            PersonRow.id,
            PersonRow.first_name,
            PersonRow.last_name,
            AccountRow.email,
            HouseholdRow.id,
            HouseholdRow.name,
            DeletionRequestRow.asked_at,
            others.correlate(AccountRow).exists(),
        )
        .select_from(DeletionRequestRow)
        .join(AccountRow, AccountRow.id == DeletionRequestRow.account_id)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .join(HouseholdRow, HouseholdRow.id == AccountRow.household_id)
    )
