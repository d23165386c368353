"""Typical weeks of a household: kept, changed, and laid over a period."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.people import load_family
from city.bookings.repository import upsert
from city.calendar.service import Period, load_board
from city.errors import Invalid, NotFound
from city.households.models import HouseholdRow
from city.submissions.decide import Desk
from city.towns import Town
from city.typical_weeks.models import TypicalWeekRow
from city.typical_weeks.pattern import difference
from city.typical_weeks.refusals import TooManyWeeks
from city.typical_weeks.schemas import PatternPeriodIn, PatternPreviewOut, TypicalWeekIn, TypicalWeekOut
from city.typical_weeks.weeks import weeks_of

MOST_WEEKS = 50
_KEPT = {"services", "ticks", "recurrence"}


async def list_weeks(session: AsyncSession, household_id: str) -> list[TypicalWeekOut]:
    """All patterns of the household, by name."""
    rows = await session.scalars(
        select(TypicalWeekRow)
        .where(TypicalWeekRow.household_id == household_id)
        .order_by(TypicalWeekRow.child_id, TypicalWeekRow.name, TypicalWeekRow.id)
    )
    return [_out(row) for row in rows]


async def save_week(
    session: AsyncSession, town: Town, household_id: str, week_id: str, week: TypicalWeekIn, now: datetime
) -> TypicalWeekOut:
    """Creates or replaces the pattern of that id.

    Raises NotFound (another's child), Invalid (unknown service), TooManyWeeks.
    """
    family = await load_family(session, household_id, only=[week.child])
    if week.child not in family.pupils:
        raise NotFound()
    if not set(week.services) <= town.services.keys():
        raise Invalid({"errors": [{"where": "body.services", "what": "unknown_service"}]})
    await _refuse_too_many(session, household_id, week_id)
    values = {
        "child_id": week.child,
        "name": week.name,
        "changed_at": now,
        "pattern": week.model_dump(mode="json", by_alias=True, include=_KEPT),
    }
    statement = upsert(session, TypicalWeekRow).values(household_id=household_id, id=week_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["household_id", "id"], set_=values))
    return TypicalWeekOut.model_validate({**week.model_dump(by_alias=True, mode="json"), "id": week_id})


async def _refuse_too_many(session: AsyncSession, household_id: str, week_id: str) -> None:
    """Nobody else adds one to the household until the transaction ends."""
    await session.execute(
        select(HouseholdRow.id).where(HouseholdRow.id == household_id).with_for_update(key_share=True)
    )
    there = set(await session.scalars(select(TypicalWeekRow.id).where(TypicalWeekRow.household_id == household_id)))
    if week_id not in there and len(there) >= MOST_WEEKS:
        raise TooManyWeeks({"max": MOST_WEEKS})


async def delete_week(session: AsyncSession, household_id: str, week_id: str) -> None:
    """Forgets a pattern; harmless when there is none. Bookings stay as they are."""
    await session.execute(
        delete(TypicalWeekRow).where(TypicalWeekRow.household_id == household_id, TypicalWeekRow.id == week_id)
    )


async def preview_week(
    session: AsyncSession, town: Town, household_id: str, week_id: str, asked: PatternPeriodIn, now: datetime
) -> PatternPreviewOut:
    """The difference a pattern would make over a period. Writes nothing. Raises NotFound, BadPeriod."""
    row = await session.scalar(
        select(TypicalWeekRow).where(TypicalWeekRow.household_id == household_id, TypicalWeekRow.id == week_id)
    )
    if row is None:
        raise NotFound()
    pattern, period = _out(row), Period(asked.first, asked.last)
    board, family = await load_board(
        session, town, household_id, period, now, children=[pattern.child], frees=asked.cancel_others
    )
    if pattern.child not in family.pupils:
        raise NotFound()
    weeks = weeks_of(period, pattern.recurrence, town)
    desk = Desk(family, board.judge, board.ledger, bonds_of(town))
    found = difference(pattern, period, weeks.applying, board, desk, cancel_others=asked.cancel_others)
    return PatternPreviewOut(
        now=now, lines=found.lines, untouched=found.untouched, weeks=weeks.weeks, notes=weeks.notes
    )


def _out(row: TypicalWeekRow) -> TypicalWeekOut:
    return TypicalWeekOut.model_validate({"id": row.id, "child": row.child_id, "name": row.name, **row.pattern})
