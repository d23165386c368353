"""What the API offers for typical weeks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from city.context import Current, ReceivedAt, TheTown, Transaction, reads_only
from city.errors import BadPeriod, NotFound, NotJson, SessionExpired
from city.problems import refusals
from city.submissions.schemas import NO_NUL
from city.typical_weeks import service
from city.typical_weeks.refusals import TooManyWeeks
from city.typical_weeks.schemas import (
    PatternPeriodIn,
    PatternPreviewOut,
    TypicalWeekIn,
    TypicalWeekOut,
    TypicalWeekPage,
)

router = APIRouter(prefix="/typical-weeks", tags=["typical weeks"])

WeekId = Annotated[str, Path(min_length=1, max_length=64, pattern=NO_NUL)]


@router.get("", response_model=TypicalWeekPage, responses=refusals(SessionExpired))
async def list_typical_weeks(me: Current, session: Transaction) -> TypicalWeekPage:
    """All patterns of the household's children."""
    return TypicalWeekPage(items=await service.list_weeks(session, me.household_id))


@router.put(
    "/{week_id}", response_model=TypicalWeekOut, responses=refusals(SessionExpired, NotFound, NotJson, TooManyWeeks)
)
async def save_typical_week(
    me: Current, week_id: WeekId, week: TypicalWeekIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> TypicalWeekOut:
    """Creates or replaces the pattern of that id; the app makes the id."""
    return await service.save_week(session, town, me.household_id, week_id, week, now)


@router.delete("/{week_id}", status_code=204, responses=refusals(SessionExpired))
async def delete_typical_week(me: Current, week_id: WeekId, session: Transaction) -> None:
    """Forgets a pattern. Bookings stay as they are."""
    await service.delete_week(session, me.household_id, week_id)


@router.post(
    "/{week_id}/preview",
    response_model=PatternPreviewOut,
    responses=refusals(SessionExpired, NotFound, NotJson, BadPeriod),
)
@reads_only
async def preview_typical_week(
    me: Current, week_id: WeekId, asked: PatternPeriodIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> PatternPreviewOut:
    """The difference the pattern would make over a period, line by line. Writes nothing."""
    return await service.preview_week(session, town, me.household_id, week_id, asked, now)
