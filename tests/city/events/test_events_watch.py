"""Watching the changes: nothing is missed when transactions end in another order than they began."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.accounts.sessions import open_session, recognise
from city.database import Database
from city.events import Topic, tell
from city.events.hub import Hub, Listener
from city.events.watch import Watch
from tests.city.city import START, City
from tests.city.events.lines import change

several_writers = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
"""On SQLite there is one writer at a time: numbers appear in their order."""


@several_writers
async def test_a_lower_number_that_appears_later_is_seen(city: City, database: Database) -> None:
    watch = Watch()
    async with database.transaction() as session:
        await watch.begin(session)
    async with database.transaction(write=True) as slow:
        await tell(slow, "h_martin", Topic.NEWS, now=START)
        await change(city, Topic.BOOKINGS)
        async with database.transaction() as session:
            assert [row.topics for row in await watch.look(session)] == ["bookings"]
        assert watch.settled == watch.last - 2, "a device that comes back asks from before the one that is missing"
    async with database.transaction() as session:
        assert [row.topics for row in await watch.look(session)] == ["news"]
        assert watch.settled == watch.last
        assert await watch.look(session) == []


@several_writers
async def test_what_was_in_flight_at_the_start_is_seen(city: City, database: Database) -> None:
    watch = Watch()
    await change(city, Topic.MESSAGES)
    async with database.transaction(write=True) as slow:
        await tell(slow, "h_martin", Topic.NEWS, now=START)
        await change(city, Topic.BOOKINGS)
        async with database.transaction() as session:
            await watch.begin(session)
    async with database.transaction() as session:
        assert [row.topics for row in await watch.look(session)] == ["news"]


@given(st.permutations(range(1, 13)), st.lists(st.integers(1, 5), min_size=12, max_size=12))
def test_in_whatever_order_numbers_appear_the_settled_one_never_passes_a_missing_one(
    order: list[int], steps: list[int]
) -> None:
    watch, appeared, left = Watch(), set[int](), list(order)
    for step in steps:
        new, left = set(left[:step]), left[step:]
        appeared |= new
        watch._note(new)
        missing = set(range(1, max(appeared) + 1)) - appeared
        assert watch.missing.keys() == missing
        assert watch.settled == min(missing, default=max(appeared) + 1) - 1


def test_a_number_that_never_comes_is_given_up() -> None:
    watch = Watch()
    watch._note({2})
    for _ in range(60):
        assert watch.settled == 0
        watch._note(set())
    assert watch.settled == 2


async def test_a_device_that_reads_slowly_holds_a_handful_of_words_and_nobody_back(city: City) -> None:
    hub = Hub(city.database, city.clock.now, seconds=0.01)
    async with city.database.transaction(write=True) as session:
        opened = await open_session(session, "a_camille", "d", "Téléphone", START)
        me = await recognise(session, opened.token, START)
    assert me is not None
    slow, quick = Listener(me), Listener(me)
    await hub.join(slow, None)
    await hub.join(quick, None)
    try:
        for topic in (Topic.NEWS, Topic.BOOKINGS):
            for _ in range(20):
                await change(city, topic)
            async with asyncio.timeout(30):
                heard: set[Topic] = set()
                while topic not in heard:
                    told = await quick.next()
                    assert told is not None
                    heard |= told.topics
        told = await slow.next()
        assert told is not None and told.topics == {Topic.NEWS, Topic.BOOKINGS}
    finally:
        hub.leave(slow)
        hub.leave(quick)
        await hub.close()
