"""A child of two households: what one of them changes for both is told to the other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.database import connection_of
from city.households.models import ChildRow, HouseholdChildRow
from city.notifications import Kind, Notice, Target, notify_all

_CHILD: Any = ChildRow.__table__
_MEMBER: Any = HouseholdChildRow.__table__
_HOUSEHOLDS = (
    select(_MEMBER.c.child_id, _MEMBER.c.household_id, _CHILD.c.first_name)
    .select_from(_MEMBER.join(_CHILD, _CHILD.c.id == _MEMBER.c.child_id))
    .where(among(_MEMBER.c.child_id, "children"))
    .order_by(_MEMBER.c.child_id, _MEMBER.c.household_id)
)


class Shared(StrEnum):
    """What both households of a child share (CONTRACT.md, separated parents)."""

    SHEET = "sheet"
    PICK_UP = "pick_up"
    REGISTRATIONS = "registrations"


async def households_by_child(session: AsyncSession, children: Collection[str]) -> dict[str, list[str]]:
    """The households of each child."""
    found: dict[str, list[str]] = {}
    for child, household, _name in await _rows(session, children):
        found.setdefault(child, []).append(household)
    return found


async def tell_other_household(
    session: AsyncSession, household_id: str, children: Collection[str], what: Shared, now: datetime
) -> None:
    """Notifies the other household of each of the children that `household_id` has changed what they share."""
    notices = [
        Notice(
            Kind.CHILD_CHANGED,
            key=f"{child} {what.value} {now.isoformat()}",
            params={"child": child, "child_name": first_name, "what": what.value},
            to=Target("child", child),
            household_id=other,
        )
        for child, other, first_name in await _rows(session, children)
        if other != household_id
    ]
    await notify_all(session, notices, now=now)


async def _rows(session: AsyncSession, children: Collection[str]) -> list[tuple[str, str, str]]:
    if not children:
        return []
    connection = await connection_of(session)
    rows = await connection.execute(_HOUSEHOLDS, {"children": children})
    return [(row.child_id, row.household_id, row.first_name) for row in rows]
