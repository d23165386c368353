"""Bookings an agent decides, and places an agent changes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import update

from city.bookings.booking import Booking
from city.bookings.capacity import counters_on, set_places
from city.bookings.models import BookingRow
from city.bookings.refusals import DecidedAlready, NoPlaceLeft
from city.bookings.validating import accept, awaiting, how_many_await, refuse
from city.errors import NotFound
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, TUE, book, send
from tests.city.bookings.facts import states, taken
from tests.city.city import City

__all__ = ["crowd"]


async def to_decide(city: City) -> list[str]:
    """The ids of what is to be decided, in order."""
    async with city.database.transaction() as session:
        return [row.booking.id for row in await awaiting(session, city.town, city.clock.now())]


async def decided(city: City, key: str, reason: str | None = None) -> list[Booking]:
    """Accepts, or refuses with a reason."""
    async with city.database.transaction(write=True) as session:
        if reason is None:
            return await accept(session, city.town, key, city.clock.now())
        return await refuse(session, city.town, key, reason, city.clock.now())


async def follow_ups(client: Any, number: str) -> list[tuple[str, dict[str, str]]]:
    """What followed for a receipt."""
    receipt = (await client.get(f"/submissions/{number}")).json()
    return [(row["code"], row["params"]) for row in receipt["follow_ups"]]


async def test_what_awaits_is_listed_and_accepted_once(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "chorale", price=0), book("c_noe", "chorale", TUE, price=0))
    first, second = await to_decide(city)
    async with city.database.transaction() as session:
        assert await how_many_await(session, MON) == 2
        listed = await awaiting(session, city.town, city.clock.now())
        assert [(row.child_name, row.household_name, row.left) for row in listed] == [
            ("Alice Martin", "Famille Martin", None),
            ("Noé Martin", "Famille Martin", None),
        ]
    assert [booking.state for booking in await decided(city, first)] == ["booked"]
    with pytest.raises(DecidedAlready):
        await decided(city, first, "trop tard")
    assert [booking.state for booking in await decided(city, second, "complet")] == ["refused"]
    with pytest.raises(NotFound):
        await decided(city, "b_rien")
    assert await follow_ups(camille, receipt["number"]) == [("VALIDATED", {}), ("REFUSED", {"reason": "complet"})]
    assert await states(city) == {("c_alice", "chorale"): "booked", ("c_noe", "chorale"): "refused"}


async def test_two_agents_at_once_decide_once(city: City) -> None:
    await send(await city.sign_in("camille"), book("c_alice", "chorale", price=0))
    (key,) = await to_decide(city)
    answers = await asyncio.gather(decided(city, key), decided(city, key, "non"), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["DecidedAlready", "list"]


async def test_an_accepted_one_takes_its_place_and_the_next_is_told_there_is_none(city: City, crowd: Crowd) -> None:
    people = await crowd.sign_in(city, 3)
    for child, client in people[:2]:
        await send(client, book(child, "cantine", price=9999))
    assert await taken(city, "cantine-jaures", MON) == 2
    child, client = people[2]
    await send(client, book(child, "matin", price=9999))
    async with city.database.transaction(write=True) as session:
        values = {"state": "awaiting_validation", "counters": ("cantine-jaures",), "service": "cantine"}
        await session.execute(update(BookingRow).where(BookingRow.child_id == child).values(**values))
    (key,) = await to_decide(city)
    with pytest.raises(NoPlaceLeft):
        await decided(city, key)
    async with city.database.transaction(write=True) as session:
        await set_places(session, city.town, "cantine-jaures", [MON], 3, city.clock.now())
    assert [booking.state for booking in await decided(city, key)] == ["booked"]
    assert await taken(city, "cantine-jaures", MON) == 3


async def test_linked_ones_are_decided_together(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "gouter", price=0), book("c_alice", "etude", price=0))
    async with city.database.transaction(write=True) as session:
        await session.execute(update(BookingRow).values(state="awaiting_validation", counters=()))
    first, _second = await to_decide(city)
    assert {booking.service for booking in await decided(city, first)} == {"gouter", "etude"}
    assert set((await states(city)).values()) == {"booked"}


async def test_what_needs_a_refused_one_ends_with_it(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "cantine"), book("c_alice", "navette", price=0))
    async with city.database.transaction(write=True) as session:
        where = BookingRow.service == "cantine"
        await session.execute(update(BookingRow).where(where).values(state="awaiting_validation", counters=()))
    (key,) = await to_decide(city)
    await decided(city, key, "grève")
    assert await states(city) == {("c_alice", "cantine"): "refused", ("c_alice", "navette"): "cancelled"}
    told = await follow_ups(camille, receipt["number"])
    assert sorted(told) == [("CANCELLED_BY_CITY", {"reason": "grève"}), ("REFUSED", {"reason": "grève"})]


async def test_more_places_go_to_who_waits_and_fewer_cancel_nobody(city: City, crowd: Crowd) -> None:
    people = await crowd.sign_in(city, 5)
    for child, client in people:
        await send(client, book(child, "cantine", price=9999, wait=True))
    async with city.database.transaction(write=True) as session:
        changed = await set_places(session, city.town, "cantine-jaures", [MON], 4, city.clock.now())
    (day,) = changed.days
    assert (day.before, day.after, day.taken, day.given, day.waiting) == (None, 4, 2, 2, 1)
    assert [booking.child_id for booking in changed.given] == [people[2][0], people[3][0]]
    async with city.database.transaction(write=True) as session:
        changed = await set_places(session, city.town, "cantine-jaures", [MON], 1, city.clock.now())
    (day,) = changed.days
    assert (day.before, day.places, day.too_many, changed.given) == (4, 1, 3, [])
    async with city.database.transaction() as session:
        (row,) = [row for row in await counters_on(session, city.town, MON) if row.counter.id == "cantine-jaures"]
        assert (row.places, row.own, row.taken, row.waiting) == (1, True, 4, 1)
    async with city.database.transaction(write=True) as session:
        await set_places(session, city.town, "cantine-jaures", [MON], None, city.clock.now())
        with pytest.raises(NotFound):
            await set_places(session, city.town, "rien", [MON], 3, city.clock.now())
    async with city.database.transaction() as session:
        (row,) = [row for row in await counters_on(session, city.town, MON) if row.counter.id == "cantine-jaures"]
        assert (row.places, row.own) == (2, False)


async def test_a_place_freed_while_places_are_raised_is_given_once(city: City, crowd: Crowd) -> None:
    people = await crowd.sign_in(city, 6)
    for child, client in people:
        await send(client, book(child, "cantine", price=9999, wait=True))

    async def more(places: int) -> None:
        async with city.database.transaction(write=True) as session:
            await set_places(session, city.town, "cantine-jaures", [MON], places, city.clock.now())

    await asyncio.gather(more(3), more(5), more(4))
    held = [state for state in (await states(city)).values() if state == "booked"]
    assert len(held) == await taken(city, "cantine-jaures", MON) <= 5
