"""The turn of the school year: each child once, nothing booked is touched."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from city.bookings.models import BookingRow
from city.households.models import ChildRow, RegistrationRow
from city.school_years.effects import effects_of
from city.school_years.order import LEAVES, Next
from city.school_years.refusals import TooEarly, TurnChanged, TurnedAlready
from city.school_years.turning import Turn, begin, classes_before, offered, turn
from tests.city.city import City
from tests.city.desk.slots import booked
from tests.city.imports.lists import LOU, ROY, imported, listed
from tests.city.school_years.classes import a_turn, local, places, the_turn

EVERYBODY = dict.fromkeys(("c_alice", "c_noe", "c_lila", "c_yanis", "c_zoe"), 2025)
GROWN = {("charles-peguy", "MS"): Next("up", "jules-ferry", "CP"), ("jean-jaures", "CM1"): LEAVES}


async def turned(city: City, wanted: Turn, shown: str | None = None) -> int:
    """Reads the classes again under the lock, and turns them."""
    now = local(city)
    async with city.database.transaction(write=True) as session:
        await begin(session)
        classes = await classes_before(session, city.town, wanted.year, now.date())
        again = Turn(wanted.year, classes, wanted.steps)
        return await turn(session, city.town, again, shown or wanted.fingerprint, now)


async def test_every_class_goes_up_once_and_the_second_time_nobody(city: City) -> None:
    wanted = await a_turn(city, EVERYBODY, GROWN)
    assert await turned(city, wanted) == 5
    assert await places(city) == {
        "c_alice": ("jean-jaures", "CM1", "elementaire", 2025),
        "c_zoe": ("jean-jaures", "CM1", "elementaire", 2025),
        "c_noe": ("jean-jaures", "CE1", "elementaire", 2026),
        "c_yanis": ("jean-jaures", "CM1", "elementaire", 2026),
        "c_lila": ("jules-ferry", "CP", "elementaire", 2026),
    }
    async with city.database.transaction() as session:
        left = {row.id: row.left_on for row in await session.scalars(select(ChildRow)) if row.left_on}
        assert left == {"c_alice": date(2026, 7, 3), "c_zoe": date(2026, 7, 3)}
        assert await offered(session, local(city).date()) == [2027]
    with pytest.raises(TurnedAlready):
        await turned(city, wanted)
    assert (await the_turn(city, 2026)).classes == []


async def test_a_class_to_be_decided_stays_and_can_be_turned_later(city: City) -> None:
    wanted = await a_turn(city, {"c_lila": 2025, "c_noe": 2025})
    gs = await a_turn(city, {}, {("charles-peguy", "MS"): Next("open")})
    assert [one.name for one, _step in gs.going("open")] == ["MS"]
    assert await turned(city, gs) == 1
    assert (await places(city))["c_lila"] == ("charles-peguy", "MS", "maternelle", 2025)
    later = await the_turn(city, 2026)
    assert [one.place for one in later.classes] == [("charles-peguy", "MS")] and len(wanted.classes) == 2
    assert await turned(city, later) == 1
    assert (await places(city))["c_lila"] == ("charles-peguy", "GS", "maternelle", 2026)


async def test_what_is_not_what_was_shown_is_refused(city: City) -> None:
    wanted = await a_turn(city, {"c_noe": 2025, "c_alice": 2025})
    await a_turn(city, {"c_zoe": 2025})
    with pytest.raises(TurnChanged):
        await turned(city, wanted)
    assert (await places(city))["c_noe"][1] == "CP"


async def test_the_next_year_waits_for_the_last_day_of_class(city: City) -> None:
    wanted = await the_turn(city, 2027)
    assert sum(len(one.pupils) for one in wanted.classes) == 5, "a class without a year is taken for this year's"
    with pytest.raises(TooEarly):
        await turned(city, wanted)
    city.clock.advance(days=222)
    assert local(city).date() == date(2027, 7, 3)
    assert await turned(city, wanted) == 5


async def test_who_came_with_a_list_of_the_new_year_is_not_moved_again(city: City) -> None:
    await imported(city, listed(f"{ROY};{LOU}"))
    city.clock.advance(days=222)
    await imported(city, listed(f"{ROY};{LOU.replace('CM1', 'CM2')}"), 2027)
    wanted = await the_turn(city, 2027)
    assert "Lou" not in {pupil.first_name for one in wanted.classes for pupil in one.pupils}
    await turned(city, wanted)
    lou = next(place for key, place in (await places(city)).items() if key not in EVERYBODY)
    assert lou == ("jean-jaures", "CM2", "elementaire", 2027)


async def test_bookings_and_registrations_stay_and_are_told_before(city: City) -> None:
    await booked(city, "c_lila", day=date(2026, 11, 24), counters=("repas-charles-peguy",))
    await booked(city, "c_noe", day=date(2026, 11, 24))
    wanted = await a_turn(city, EVERYBODY, GROWN)
    async with city.database.transaction(write=True) as session:
        for row in await session.scalars(select(RegistrationRow).where(RegistrationRow.child_id == "c_noe")):
            row.first_day, row.last_day = date(2025, 9, 1), date(2026, 7, 3)
    async with city.database.transaction() as session:
        effects = await effects_of(session, city.town, wanted)
        kept = [(row.id, row.state, row.counters) for row in await session.scalars(select(BookingRow))]
    assert (effects.booked, effects.elsewhere, effects.registered) == (2, 1, {"c_alice", "c_zoe"})
    assert {(row.ending, row.renewed) for row in effects.renewals} == {(1, 4)}
    assert effects.empty == ["École maternelle Charles-Péguy"]
    await turned(city, wanted)
    async with city.database.transaction() as session:
        assert [(row.id, row.state, row.counters) for row in await session.scalars(select(BookingRow))] == kept


async def test_two_agents_at_once_move_each_child_once(city: City) -> None:
    wanted = await a_turn(city, EVERYBODY, GROWN)
    results = await asyncio.gather(turned(city, wanted), turned(city, wanted), return_exceptions=True)
    assert sorted(map(str, results)) == ["5", "TURNED_ALREADY"]
    assert (await places(city))["c_noe"] == ("jean-jaures", "CE1", "elementaire", 2026)
