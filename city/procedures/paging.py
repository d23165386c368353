"""The household's procedures, page by page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city import cursors
from city.context import SignedIn
from city.procedures import repository
from city.procedures.schemas import CountsOut, Group, ProcedurePageOut
from city.procedures.showing import show_many
from city.procedures.states import CURRENT, SENT, ProcedureState
from city.submissions.receipts import plain
from city.towns import Town

_GROUPS: dict[Group, frozenset[ProcedureState]] = {"current": CURRENT, "sent": SENT, "all": CURRENT | SENT}


async def list_procedures(
    session: AsyncSession,
    town: Town,
    me: SignedIn,
    now: datetime,
    *,
    group: Group = "all",
    state: ProcedureState | None = None,
    q: str = "",
    cursor: str | None = None,
) -> ProcedurePageOut:
    """A page, last changed first. Every word of `q` is in its title, number, child or words. Raises Invalid."""
    states = _GROUPS[group] & ({state} if state else _GROUPS["all"])
    before = cursors.read(cursor) if cursor else None
    rows = await repository.page(session, me.household_id, states=states, words=plain(q).split(), before=before)
    shown = rows[: repository.PAGE]
    counts = await repository.count_by_state(session, me.household_id)
    return ProcedurePageOut(
        now=now,
        items=await show_many(session, town, shown, now),
        next=cursors.written(shown[-1].changed_at, shown[-1].id) if len(rows) > len(shown) else None,
        counts=CountsOut(
            current=sum(counts.get(one, 0) for one in CURRENT), sent=sum(counts.get(one, 0) for one in SENT)
        ),
    )
