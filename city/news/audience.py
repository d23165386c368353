"""Whom news are for: all, or the families of a school, of an activity, of an age group."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.households.models import LEFT, ChildRow, HouseholdChildRow, HouseholdRow, RegistrationRow, RegistrationState
from city.households.repository import children
from city.towns import Town

TargetKind = Literal["school", "activity", "age_group"]


def target(kind: TargetKind, key: str) -> str:
    """A target as it is kept: `school:jean-jaures`."""
    return f"{kind}:{key}"


def is_known(town: Town, word: str) -> bool:
    """Whether a target names something of the town."""
    kind, _, key = word.partition(":")
    known: dict[str, Collection[str]] = {
        "school": town.schools,
        "activity": town.activities,
        "age_group": town.age_groups,
    }
    return kind in get_args(TargetKind) and key in known[kind]


async def targets_of(session: AsyncSession, household_id: str, today: date) -> set[str]:
    """Every target that a household is among. A registration counts today or later."""
    found = set()
    for child in await children(session, household_id):
        found |= {target("school", child.school_id), target("age_group", child.age_group)}
        for row in child.registrations:
            if row.state == RegistrationState.ACTIVE and row.last_day >= today:
                found.add(target("activity", row.activity))
    return found


async def households_among(session: AsyncSession, targets: Collection[str], today: date) -> set[str]:
    """The households that news for `targets` are for; without any target, all."""
    if not targets:
        return set(await session.scalars(select(HouseholdRow.id).where(HouseholdRow.id != LEFT)))
    wanted = set(targets)
    return {household for household, found in (await _targets(session, today)).items() if found & wanted}


async def households_by_target(session: AsyncSession, today: date) -> dict[str, set[str]]:
    """Every target, and the households that are among it."""
    found: dict[str, set[str]] = {}
    for household, targets in (await _targets(session, today)).items():
        for word in targets:
            found.setdefault(word, set()).add(household)
    return found


async def _targets(session: AsyncSession, today: date) -> dict[str, set[str]]:
    """By household. A registration counts today or later, so that news reach who is about to begin."""
    members = select(HouseholdChildRow.household_id, ChildRow.school_id, ChildRow.age_group).join(
        ChildRow, ChildRow.id == HouseholdChildRow.child_id
    )
    registered = (
        select(HouseholdChildRow.household_id, RegistrationRow.activity)
        .join(RegistrationRow, RegistrationRow.child_id == HouseholdChildRow.child_id)
        .where(RegistrationRow.state == RegistrationState.ACTIVE.value, RegistrationRow.last_day >= today)
        .distinct()
    )
    found: dict[str, set[str]] = {}
    for household, school, age_group in await session.execute(members):
        found.setdefault(household, set()).update({target("school", school), target("age_group", age_group)})
    for household, activity in await session.execute(registered):
        found.setdefault(household, set()).add(target("activity", activity))
    return found
