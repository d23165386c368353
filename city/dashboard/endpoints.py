"""The address of the dashboard."""

from __future__ import annotations

from fastapi import APIRouter, Response

from city.context import Current, ReceivedAt, TheDatabase, TheTown, Transaction
from city.dashboard.blocks import BLOCKS
from city.dashboard.schemas import DashboardOut
from city.dashboard.service import Asked, dashboard
from city.errors import SessionExpired
from city.problems import refusals

router = APIRouter(tags=["dashboard"])


@router.get("/dashboard", response_model=DashboardOut, responses=refusals(SessionExpired))
async def show_dashboard(
    me: Current, session: Transaction, database: TheDatabase, town: TheTown, now: ReceivedAt
) -> Response:
    """Everything the first screen needs; a block that fails, fails alone."""
    return Response(await dashboard(session, Asked(database, town, me, now), BLOCKS), media_type="application/json")
