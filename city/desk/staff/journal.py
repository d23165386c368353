"""The audit, to read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.repository import PAGE, Wanted, read
from city.context import TheTown, Transaction
from city.desk.acting import agent_with, day_of
from city.desk.frame import page

router = APIRouter()

Reader = Annotated[SignedInAgent, agent_with(Right.AUDIT)]


@router.get("/journal")
async def show_journal(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    q: Annotated[str, Query(max_length=100)] = "",
    acte: Annotated[str, Query(max_length=40)] = "",
    jusqu: str = "",
    avant: Annotated[int | None, Query(ge=0, le=2**31)] = None,
) -> Response:
    """Acts, newest first."""
    until = _day(jusqu)
    rows = await read(session, Wanted(q.strip(), acte, until, avant), town.time_zone)
    following = rows[PAGE - 1].id if len(rows) > PAGE else None
    known = [(act.value, act.label) for act in Act]
    asked = {"q": q, "acte": acte, "jusqu": until.isoformat() if until else ""}
    labels = dict(known)
    return page(
        request,
        "staff/journal.html",
        rows=rows[:PAGE],
        labels=labels,
        acts=sorted(known, key=lambda pair: pair[1]),
        asked=asked,
        following=following,
        zone=town.time_zone,
    )


def _day(text: str) -> date | None:
    try:
        return day_of(text)
    except ValueError:
        return None
