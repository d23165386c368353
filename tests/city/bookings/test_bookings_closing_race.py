"""The city ends and a parent books at the same moment: whichever is first, no booking is left that may not be."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select, text

from city.bookings.closing import close
from city.bookings.judging import Closure
from city.context import SignedIn
from city.registrations.ending import Ending, end_registration
from city.submissions.schemas import LineIn
from city.submissions.service import submit
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, book, cancel, post
from tests.city.bookings.facts import states
from tests.city.city import City

__all__ = ["crowd"]

STRIKE = Closure(MON, MON, None, None, "grève")


async def test_a_submission_during_a_closure_waits_for_it_and_is_told(city: City, crowd: Crowd) -> None:
    ((child, client),) = await crowd.sign_in(city, 1)
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, STRIKE, now=city.clock.now())
        asked = asyncio.create_task(post(client, [book(child, "matin", price=9999)]))
        await _until_somebody_waits(city, asked)
    answer = await asked
    assert [line["code"] for line in answer.json()["lines"]] == ["CITY_CLOSED"]
    assert await states(city) == {}


async def test_a_submission_during_the_end_of_a_registration_waits_for_it_and_is_told(city: City, crowd: Crowd) -> None:
    ((child, client),) = await crowd.sign_in(city, 1)
    ending = Ending(child, f"r_{child.removeprefix('c_')}_ecole", MON, "")
    async with city.database.transaction(write=True) as session:
        await end_registration(session, city.town, ending, city.clock.now())
        asked = asyncio.create_task(post(client, [book(child, "matin", price=9999)]))
        await _until_somebody_waits(city, asked)
    answer = await asked
    assert [line["code"] for line in answer.json()["lines"]] == ["NOT_REGISTERED"]
    assert await states(city) == {}


async def test_a_closure_during_a_submission_waits_for_it_and_cancels_its_booking(city: City, crowd: Crowd) -> None:
    ((child, _client),) = await crowd.sign_in(city, 1)
    now = city.clock.now().astimezone(city.town.time_zone)
    name = child.removeprefix("c_")
    me = SignedIn(f"a_{name}", f"h_{name}", f"p_{name}", "Parent", "s", now)
    async with city.database.transaction(write=True) as session:
        line = LineIn.model_validate(book(child, "matin", price=9999))
        receipt = await submit(session, city.town, me, "key", [line], now)
        assert b'"booked"' in receipt.body
        closing = asyncio.create_task(_close(city))
        await _until_somebody_waits(city, closing)
    assert await closing == 1
    assert await states(city) == {(child, "matin"): "cancelled"}


async def test_a_closure_and_a_swap_that_both_lock_children_never_wait_in_a_circle(city: City, crowd: Crowd) -> None:
    ((child, client),) = await crowd.sign_in(city, 1)
    assert (await post(client, [book(child, "matin", price=9999)])).status_code == 201
    answer, _ended = await asyncio.gather(
        post(client, [cancel(child, "matin"), book(child, "cantine", price=9999)]), _close(city)
    )
    assert answer.status_code == 201
    assert set((await states(city)).values()) == {"cancelled"}


async def _close(city: City) -> int:
    async with city.database.transaction(write=True) as session:
        return len((await close(session, city.town, STRIKE, now=city.clock.now())).cancelled)


async def _until_somebody_waits(city: City, task: asyncio.Task[object]) -> None:
    """Until the task waits for the transaction in progress (or is done, which the test then shows to be wrong)."""
    if city.database.is_sqlite:
        for _turn in range(100):  # writers stand in line before anything else: a few turns of the loop
            await asyncio.sleep(0)
        return
    waits = select(func.count()).select_from(text("pg_stat_activity")).where(text("wait_event_type = 'Lock'"))
    async with asyncio.timeout(30):
        while not task.done():
            async with city.database.transaction() as session:
                if await session.scalar(waits):
                    return
