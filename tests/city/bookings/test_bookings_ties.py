"""CONTRACT: linked services stand or fall together, a booking requires another – also when the city ends one."""

from __future__ import annotations

from datetime import datetime

from city.bookings.closing import close
from city.bookings.judging import Closure
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, book, cancel, outcome, send
from tests.city.bookings.facts import states
from tests.city.bookings.towns import changed_town, town
from tests.city.city import City

__all__ = ["crowd", "town"]

HELD_SNACK = ('name = "Goûter"', 'name = "Goûter"\nhold_minutes = 30')
HELD_CANTEEN = ('name = "Restauration scolaire"', 'name = "Restauration scolaire"\nhold_minutes = 30')
LATE_SHUTTLE = (
    ('requires = ["cantine"]\nrule = "veille"', 'requires = ["cantine"]\nrule = "tard"'),
    ("[rules.veille]", '[rules.tard]\nbook = { at = "11:00" }\n\n[rules.veille]'),
)


@changed_town(HELD_SNACK)
async def test_a_hold_not_paid_ends_the_linked_service_too(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "gouter"), book("c_alice", "etude"))
    assert [line["verdict"] for line in receipt["lines"]] == ["held", "booked"]
    city.clock.advance(minutes=31)
    await city.run_jobs("holds")
    assert await states(city) == {("c_alice", "gouter"): "cancelled", ("c_alice", "etude"): "cancelled"}
    told = (await camille.get(f"/submissions/{receipt['number']}")).json()["follow_ups"]
    assert sorted((item["service"], item["code"]) for item in told) == [("etude", "EXPIRED"), ("gouter", "EXPIRED")]


@changed_town(HELD_SNACK)
async def test_the_places_of_what_ends_with_a_hold_are_given_on(city: City, crowd: Crowd) -> None:
    (first, one), (second, two) = await crowd.sign_in(city, 2)
    await send(one, book(first, "gouter"), book(first, "etude"))
    await send(two, book(second, "gouter", wait=True), book(second, "etude", wait=True))
    city.clock.advance(minutes=31)
    await city.run_jobs("holds")
    found = await states(city)
    assert (found[second, "gouter"], found[second, "etude"]) == ("held", "booked")


@changed_town(HELD_CANTEEN)
async def test_a_hold_not_paid_ends_what_requires_it(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"), book("c_alice", "navette"))
    city.clock.advance(minutes=31)
    await city.run_jobs("holds")
    assert await states(city) == {("c_alice", "cantine"): "cancelled", ("c_alice", "navette"): "cancelled"}


@changed_town(*LATE_SHUTTLE)
async def test_a_list_that_closes_ends_the_lines_that_need_it(city: City, crowd: Crowd) -> None:
    (first, one), (second, two), (third, three) = await crowd.sign_in(city, 3)
    for child, client in ((first, one), (second, two)):
        await send(client, book(child, "cantine", price=9999))
    await send(three, book(third, "cantine", price=9999, wait=True), book(third, "navette", wait=True))
    city.clock.set(datetime.fromisoformat("2026-11-29T11:00+01:00"))
    await city.run_jobs("waiting_lists")
    found = await states(city)
    assert (found[third, "cantine"], found[third, "navette"]) == ("refused", "refused")


async def test_a_closed_canteen_takes_the_shuttle_with_it(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"), book("c_alice", "navette"), book("c_alice", "matin"))
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, Closure(MON, MON, "cantine", None, "grève"), now=city.clock.now())
    assert await states(city) == {
        ("c_alice", "cantine"): "cancelled",
        ("c_alice", "navette"): "cancelled",
        ("c_alice", "matin"): "booked",
    }


async def test_a_household_leans_on_its_own_bookings_only(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(camille, book("c_noe", "cantine"))
    assert await outcome(samia, book("c_noe", "navette")) == ["REQUIRES"]
    assert await outcome(camille, cancel("c_noe", "cantine")) == ["CANCELLED"]
