"""Writing what a plan says, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, InvitationRequestRow, SingleUseLinkRow
from city.bookings.people import lock_pupils
from city.database import Base
from city.events import Topic
from city.events.changes import tell_all, tell_families
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.ids import new_id
from city.imports.plan import ChildPlan, GuardianPlan, HouseholdPlan, Plan
from city.imports.refusals import ListChanged

_AFTER_OTHERS = 100
_ORDER = (HouseholdRow, PersonRow, AccountRow, ChildRow, HouseholdChildRow)


@dataclass
class _Writing:
    """What is being written. New rows are collected, to be written many at once."""

    session: AsyncSession
    now: datetime
    rows: list[Base] = field(default_factory=list)

    async def home(self, plan: HouseholdPlan) -> tuple[str, list[str]]:
        """Writes a household and its guardians; answers its id and who is to be invited."""
        if plan.known is None:
            household_id = new_id("h")
            self.rows.append(HouseholdRow(id=household_id, name=plan.name, number=plan.number))
        else:
            household_id = plan.known.id
            values = {"number": plan.number} | ({"name": plan.name} if plan.name is not None else {})
            if plan.name is not None or plan.known.number is None:
                await self.session.execute(
                    update(HouseholdRow)
                    .where(HouseholdRow.id == household_id)
                    .values(**values)
                    .execution_options(synchronize_session=False)
                )
        first = 0 if plan.known is None else _AFTER_OTHERS
        found = [await self._guardian(household_id, place, one) for place, one in enumerate(plan.guardians, first)]
        return household_id, [account_id for account_id in found if account_id is not None]

    async def _guardian(self, household_id: str, position: int, plan: GuardianPlan) -> str | None:
        listed, known = plan.listed, plan.known
        names = {"first_name": listed.first_name, "last_name": listed.last_name}
        person_id = known.id if known else new_id("p")
        if known is None:
            self.rows.append(PersonRow(id=person_id, household_id=household_id, position=position, **names))
        elif plan.renamed:
            await self.session.execute(
                update(PersonRow)
                .where(PersonRow.id == person_id)
                .values(**names)
                .execution_options(synchronize_session=False)
            )
        account_id = known.account_id if known else None
        if plan.opens and listed.email is not None:
            account_id = new_id("a")
            self.rows.append(
                AccountRow(
                    id=account_id,
                    household_id=household_id,
                    person_id=person_id,
                    email=listed.email,
                    password_hash=None,
                    created_at=self.now,
                )
            )
        elif plan.corrected and account_id is not None:
            await self._correct(account_id, listed.email)
        return account_id if plan.to_invite else None

    async def _correct(self, account_id: str, email: str | None) -> None:
        """Another address for who never came in: links that went to the former one no longer serve.

        Raises ListChanged: they came in at this moment.
        """
        corrected = await self.session.execute(
            update(AccountRow)
            .where(AccountRow.id == account_id, AccountRow.password_hash.is_(None))
            .values(email=email)
            .returning(AccountRow.id)
            .execution_options(synchronize_session=False)
        )
        if corrected.first() is None:
            raise ListChanged
        await self.session.execute(
            delete(SingleUseLinkRow)
            .where(SingleUseLinkRow.account_id == account_id)
            .execution_options(synchronize_session=False)
        )

    async def child(self, plan: ChildPlan, homes: dict[str, str]) -> str:
        """Writes a child and the households it joins; answers its id."""
        listed = plan.listed
        values = {
            "number": listed.number,
            "first_name": listed.first_name,
            "last_name": listed.last_name,
            "birth_date": listed.birth_date,
            "school_id": listed.school_id,
            "class_name": listed.class_name,
            "age_group": plan.age_group,
            "class_year": plan.class_year,
            "left_on": plan.left_on,
        }
        child_id = plan.known.id if plan.known else new_id("c")
        if plan.known is None:
            self.rows.append(ChildRow(id=child_id, **values))
        elif plan.written:
            await self.session.execute(
                update(ChildRow)
                .where(ChildRow.id == child_id)
                .values(**values)
                .execution_options(synchronize_session=False)
            )
        for number in plan.joins:
            self.rows.append(HouseholdChildRow(household_id=homes[number], child_id=child_id))
        return child_id

    async def flush(self) -> None:
        """Writes the new rows, those that others point at first."""
        for kind in _ORDER:
            self.session.add_all(row for row in self.rows if isinstance(row, kind))
            await self.session.flush()


async def write(session: AsyncSession, plan: Plan, *, invites: bool, now: datetime) -> int:
    """Writes the plan; with `invites`, the guardians without any invitation yet will get one: answers how many."""
    writing = _Writing(session, now)
    known = [child.known.id for child in plan.children if child.known is not None and child.written]
    await lock_pupils(session, known)
    homes: dict[str, str] = {}
    invited: list[str] = []
    for home in plan.households:
        homes[home.number], accounts = await writing.home(home)
        invited += accounts
    touched = [await writing.child(child, homes) for child in plan.children if child.written or child.joins]
    await writing.flush()
    if invites:
        waiting = set(await session.scalars(select(InvitationRequestRow.account_id)))
        session.add_all(
            InvitationRequestRow(account_id=account_id, asked_at=now)
            for account_id in invited
            if account_id not in waiting
        )
        await session.flush()
    changed = {homes[home.number] for home in plan.households if home.changes}
    await tell_all(session, changed, Topic.HOUSEHOLD, Topic.REGISTRATIONS, now=now)
    await tell_families(session, touched, Topic.HOUSEHOLD, Topic.REGISTRATIONS, Topic.BOOKINGS, now=now)
    return len(invited) if invites else 0
