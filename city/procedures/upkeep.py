"""What the city does with procedures by itself: drafts that nobody has touched for a year are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.events import Topic, tell
from city.jobs import Job, Work
from city.procedures.models import ProcedureRow
from city.procedures.repository import forget
from city.procedures.states import ProcedureState

_KEPT = timedelta(days=365)
_AT_ONCE = 100


async def forget_old_drafts(session: AsyncSession, now: datetime) -> int:
    """Deletes them with their files, some at a time; answers how many. What was sent is never touched."""
    found = await session.scalars(
        select(ProcedureRow)
        .where(ProcedureRow.state == ProcedureState.DRAFT.value, ProcedureRow.saved_at < now - _KEPT)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = list(found)
    for row in rows:
        await forget(session, row.id)
        await tell(session, row.household_id, Topic.PROCEDURES, now=now)
    return len(rows)


async def _forget(work: Work) -> None:
    async with work.database.transaction(write=True) as session:
        await forget_old_drafts(session, work.clock.now())


PROCEDURE_JOBS = (Job("drafts", 3600, _forget),)
"""For `city/schedule.py`."""
