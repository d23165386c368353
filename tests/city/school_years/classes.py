"""Classes of last year, for tests of the turn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from city.households.models import ChildRow
from city.school_years.order import Next
from city.school_years.turning import Place, Turn, classes_before
from tests.city.city import City


async def a_turn(city: City, years: Mapping[str, int], steps: Mapping[Place, Next] | None = None) -> Turn:
    """The turn to 2026 of the children that get these years; as it is proposed, but for `steps`."""
    async with city.database.transaction(write=True) as session:
        for child_id, year in years.items():
            (await session.get_one(ChildRow, child_id)).class_year = year
    return await the_turn(city, 2026, steps)


async def the_turn(city: City, year: int, steps: Mapping[Place, Next] | None = None) -> Turn:
    """The turn to a year."""
    async with city.database.transaction() as session:
        classes = await classes_before(session, city.town, year, local(city).date())
    return Turn(year, classes, {one.place: one.proposal for one in classes} | dict(steps or {}))


async def places(city: City) -> dict[str, tuple[str, str, str, int | None]]:
    """School, class, age group and year of each child."""
    async with city.database.transaction() as session:
        rows = list(await session.scalars(select(ChildRow)))
    return {row.id: (row.school_id, row.class_name, row.age_group, row.class_year) for row in rows}


def local(city: City) -> datetime:
    """Now, in the town's time."""
    return city.clock.now().astimezone(city.town.time_zone)
