"""The dashboard's blocks of procedures: what is to do, what was sent, what may be asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.procedures import repository
from city.procedures.catalogue import entries_on
from city.procedures.showing import show_many
from city.procedures.states import CURRENT, ProcedureState
from city.towns import Town

_SHOWN, _OFFERED = 3, 4


async def to_do(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """What the city wants completed first, then drafts, last touched first; and how many there are of each."""
    counts = await repository.count_by_state(session, me.household_id)
    rows = await repository.first_current(session, me.household_id, _SHOWN) if counts.keys() & CURRENT else []
    return {
        "items": await show_many(session, town, rows, now),
        "drafts": counts.get(ProcedureState.DRAFT, 0),
        "to_complete": counts.get(ProcedureState.TO_COMPLETE, 0),
    }


async def sent(session: AsyncSession, _town: Town, me: SignedIn, _now: datetime) -> dict[str, Any]:
    """How many wait, were validated, were rejected."""
    counts = await repository.count_by_state(session, me.household_id)
    shown = (ProcedureState.PENDING, ProcedureState.VALIDATED, ProcedureState.REJECTED)
    return {state.value: counts.get(state, 0) for state in shown}


async def catalogue(_session: AsyncSession, town: Town, _me: SignedIn, now: datetime) -> dict[str, Any]:
    """The first ones that are open, and how many more."""
    found = [entry.definition for entry in entries_on(town, now.date()) if entry.is_open(now.date())]
    items = [{"key": one.key, "title": one.title, "icon": one.icon} for one in found[:_OFFERED]]
    return {"items": items, "others": len(found) - len(items)}
