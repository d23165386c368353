"""CONTRACT "Waiting list": to whom a place goes, whatever freed it, and that nobody overtakes."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import update

from city.bookings.models import ClosureRow, CounterDayRow
from city.households.models import RegistrationRow
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, book, cancel, outcome, send, slot
from tests.city.bookings.facts import states
from tests.city.city import City

__all__ = ["crowd"]

Guardian = tuple[str, httpx.AsyncClient]


@pytest.fixture
async def queue(city: City, crowd: Crowd) -> list[Guardian]:
    """Two who have the canteen's places, one who waits, one who comes later."""
    people = await crowd.sign_in(city, 4)
    for child, client in people[:3]:
        await send(client, book(child, "cantine", price=9999, wait=True))
    return people


async def test_no_place_is_given_on_a_closed_day(city: City, queue: list[Guardian]) -> None:
    closure = ClosureRow(id="k_1", first_day=MON, last_day=MON, reason="grève", made_at=city.clock.now())
    async with city.database.transaction(write=True) as session:
        session.add(closure)
    (first, client), (third, _) = queue[0], queue[2]
    await send(client, cancel(first, "cantine"))
    await city.run_jobs("waiting_lists")
    assert (await states(city))[third, "cantine"] == "waitlisted"


async def test_no_place_is_given_to_a_child_no_longer_registered_but_to_the_next(
    city: City, queue: list[Guardian]
) -> None:
    (first, one), _, (third, _), (fourth, four) = queue
    await send(four, book(fourth, "cantine", price=9999, wait=True))
    async with city.database.transaction(write=True) as session:
        await session.execute(update(RegistrationRow).where(RegistrationRow.child_id == third).values(state="ended"))
    await send(one, cancel(first, "cantine"))
    found = await states(city)
    assert (found[third, "cantine"], found[fourth, "cantine"]) == ("waitlisted", "booked")


async def test_a_place_made_by_the_desk_goes_to_who_waits_before_a_newcomer(city: City, queue: list[Guardian]) -> None:
    await _three_places(city)
    (third, _), (fourth, client) = queue[2], queue[3]
    assert await outcome(client, book(fourth, "cantine", price=9999)) == ["FULL"]
    assert (await states(city))[third, "cantine"] == "booked"


async def test_a_place_made_by_the_desk_is_given_without_anybody_asking(city: City, queue: list[Guardian]) -> None:
    await _three_places(city)
    await city.run_jobs("waiting_lists")
    assert (await states(city))[queue[2][0], "cantine"] == "booked"


async def test_the_calendar_offers_no_place_that_goes_to_who_waits(city: City, crowd: Crowd) -> None:
    (first, one), (second, two), (third, three) = await crowd.sign_in(city, 3)
    for child, client in ((first, one), (second, two)):
        await send(client, book(child, "sortie", price=9999, wait=True))
    city.clock.advance(minutes=61)
    found = await slot(three, third, "sortie")
    assert (found["state"], found["places_left"]) == ("full", 0)
    assert await outcome(three, book(third, "sortie", price=9999)) == ["FULL"]


async def _three_places(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        await session.execute(update(CounterDayRow).where(CounterDayRow.counter == "cantine-jaures").values(capacity=3))
