"""The desk's first page: what waits for somebody."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import AtTheDesk
from city.desk.frame import page
from city.desk.staff.waiting import what_waits

router = APIRouter()


@router.get("")
async def show_home(
    request: Request, agent: AtTheDesk, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """What waits, for this agent's role."""
    return page(request, "staff/home.html", tiles=await what_waits(session, town, agent.role, now), today=now.date())
