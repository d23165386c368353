"""What the city changes afterwards: closures, prices, and what several workers do to one database."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import httpx
from sqlalchemy import select, update

from city.bookings.closing import close
from city.bookings.judging import Closure
from city.bookings.models import BookingRow, CounterDayRow
from city.database import Database
from city.households.models import HouseholdRow
from city.towns import Town
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, TUE, book, outcome, post, send, slot
from tests.city.bookings.facts import mark_invoiced
from tests.city.city import City

__all__ = ["crowd"]


async def follow_ups(client: httpx.AsyncClient, receipt: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get(f"/submissions/{receipt['number']}")).json()["follow_ups"]
    return found


async def test_a_closure_cancels_free_of_charge_and_tells(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    receipt = await send(
        camille,
        book("c_alice", "cantine"),
        book("c_noe", "cantine"),
        book("c_lila", "cantine"),
        book("c_alice", "matin"),
    )
    waited = await send(samia, book("c_yanis", "cantine", price=520, wait=True))
    async with city.database.transaction(write=True) as session:
        closure = Closure(MON, TUE, "cantine", "jean-jaures", "grève")
        closed = await close(session, city.town, closure, now=city.clock.now())
    assert {booking.child_id for booking in closed.cancelled} == {"c_alice", "c_noe", "c_yanis"}
    found = await slot(camille, "c_alice", "cantine")
    assert (found["state"], found["reason"]) == (
        "cancelled_by_city",
        {"code": "CITY_CLOSED", "params": {"name": "grève"}},
    )
    assert (await slot(camille, "c_lila", "cantine"))["state"] == "booked"
    assert (await slot(camille, "c_alice", "matin"))["state"] == "booked"
    told = await follow_ups(camille, receipt)
    assert [(item["code"], item["params"]) for item in told] == [("CANCELLED_BY_CITY", {"reason": "grève"})] * 2
    assert [item["code"] for item in await follow_ups(samia, waited)] == ["CANCELLED_BY_CITY"]
    assert (await camille.get(f"/submissions/{receipt['number']}")).json()["lines"] == receipt["lines"]
    async with city.database.transaction() as session:
        taken = await session.scalar(select(CounterDayRow.taken).where(CounterDayRow.counter == "cantine-jaures"))
    assert taken == 0


async def test_a_new_quotient_prices_again_what_is_not_invoiced(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "cantine"), book("c_alice", "cantine", TUE))
    await mark_invoiced(city, BookingRow.day == TUE)
    async with city.database.transaction(write=True) as session:
        await session.execute(update(HouseholdRow).where(HouseholdRow.id == "h_martin").values(quotient=1000))
    await city.run_jobs("prices")
    await city.run_jobs("prices")
    assert (await slot(camille, "c_alice", "cantine"))["price_cents"] == 520
    assert (await slot(camille, "c_alice", "cantine", TUE))["price_cents"] == 385
    told = await follow_ups(camille, receipt)
    assert [(item["code"], item["date"], item["params"]) for item in told] == [
        ("REPRICED", "2026-11-30", {"from_cents": "385", "to_cents": "520"})
    ]


async def test_a_quotient_that_changes_from_a_day_prices_from_that_day_and_surcharges_stay(city: City) -> None:
    camille = await city.sign_in("camille")
    city.clock.set(city.clock.now().replace(day=29, hour=12))
    await send(camille, book("c_alice", "matin", price=263), book("c_alice", "matin", TUE))
    async with city.database.transaction(write=True) as session:
        household = await session.get_one(HouseholdRow, "h_martin")
        household.quotient_to = date(2026, 11, 29)
    await city.run_jobs("prices")
    late = await slot(camille, "c_alice", "matin")
    assert (late["price_cents"], late["surcharge_cents"]) == (300 + 88, 88)
    assert (await slot(camille, "c_alice", "matin", TUE))["price_cents"] == 300


async def test_two_workers_on_one_database_never_overbook(town: Town, city: City, crowd: Crowd) -> None:
    people = await crowd.sign_in(city, 8)
    second_database = Database(city.database.engine.url.render_as_string(hide_password=False))
    second = City(town, second_database)
    try:
        clients = [
            (child, crowd.through(second, client) if number % 2 else client)
            for number, (child, client) in enumerate(people)
        ]
        answers = await asyncio.gather(
            *(post(client, [book(child, "cantine", price=520, wait=True)]) for child, client in clients)
        )
        verdicts = [answer.json()["lines"][0]["verdict"] for answer in answers]
        assert sorted(verdicts) == ["booked"] * 2 + ["waitlisted"] * 6
        assert len({answer.json()["number"] for answer in answers}) == 8
        child, client = clients[0]
        both = (client, crowd.through(second, client))
        same = await asyncio.gather(*(post(one, [book(child, "matin", price=300)], key="same") for one in both))
        assert sorted(answer.status_code for answer in same) == [200, 201]
    finally:
        await second.close()
        await second_database.close()


async def test_a_closed_day_cannot_be_booked_again(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"))
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, Closure(MON, MON, None, None, "travaux"), now=city.clock.now())
    assert await outcome(camille, book("c_alice", "cantine"), book("c_alice", "matin")) == ["CITY_CLOSED"] * 2
