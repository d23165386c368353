"""What the API offers for the calendar."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from city.calendar.schemas import CalendarOut
from city.calendar.service import Period, calendar
from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import BadPeriod, SessionExpired
from city.problems import refusals
from city.submissions.receipts import as_json
from city.submissions.schemas import Day, Key

router = APIRouter(prefix="/calendar", tags=["calendar"])


@router.get("", response_model=CalendarOut, responses=refusals(SessionExpired, BadPeriod))
async def read_calendar(
    me: Current,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    first: Annotated[Day, Query(alias="from")],
    last: Annotated[Day, Query(alias="to")],
    child: Annotated[list[Key] | None, Query()] = None,
    service: Annotated[list[Key] | None, Query()] = None,
) -> Response:
    """Every slot of the period with what can be done, until when, and why not. Days are included, at most 400."""
    found = await calendar(session, town, me.household_id, Period(first, last), now, children=child, services=service)
    return Response(as_json(found), media_type="application/json")
