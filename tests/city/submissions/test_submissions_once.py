"""The same key is the same submission, and the last place has one taker, whatever comes at once."""

from __future__ import annotations

import asyncio
from datetime import datetime

import httpx
import pytest
from sqlalchemy import func, select

from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import SEATED
from city.submissions.models import SubmissionRow
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import MON, TUE, book, cancel, post, send
from tests.city.city import City

__all__ = ["crowd"]


async def test_the_same_key_and_lines_give_the_first_receipt_byte_for_byte(city: City) -> None:
    camille = await city.sign_in("camille")
    first = await post(camille, [book("c_alice", "cantine")], key="abc")
    city.clock.advance(days=40)
    again = await post(camille, [book("c_alice", "cantine")], key="abc")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content


async def test_the_same_key_with_other_lines_is_refused(city: City) -> None:
    camille = await city.sign_in("camille")
    await post(camille, [book("c_alice", "cantine")], key="abc")
    for lines in ([book("c_alice", "cantine", price=386)], [book("c_alice", "cantine"), book("c_lila", "cantine")]):
        other = await post(camille, lines, key="abc")
        assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


async def test_a_key_belongs_to_the_account(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await post(camille, [book("c_alice", "cantine")], key="abc")
    other = await post(karim, [book("c_lila", "cantine")], key="abc")
    assert (other.status_code, other.json()["by"]) == (201, "Karim Martin")


async def test_the_same_key_many_times_at_once_is_decided_once(city: City) -> None:
    camille = await city.sign_in("camille")
    lines = [book("c_alice", "cantine"), book("c_lila", "cantine")]
    answers = await asyncio.gather(*(post(camille, lines, key="at-once") for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.content for answer in answers}) == 1
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(SubmissionRow)) == 1
        assert await session.scalar(select(func.count()).select_from(BookingRow)) == 2


async def test_both_guardians_booking_one_slot_at_once_make_one_booking(city: City) -> None:
    parents = [await city.sign_in(name) for name in ("camille", "karim", "samia")]
    prices = [175, 175, 300]
    answers = await asyncio.gather(
        *(post(parent, [book("c_noe", "matin", price=price)]) for parent, price in zip(parents, prices, strict=True))
    )
    verdicts = sorted(answer.json()["lines"][0]["verdict"] for answer in answers)
    assert verdicts.count("booked") == 1
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(BookingRow)) == 1


async def test_many_parents_for_few_places(city: City, crowd: Crowd) -> None:
    parents = await crowd.sign_in(city, 8)
    lines = [[book(child, "cantine", price=520, wait=True)] for child, _ in parents]
    answers = await asyncio.gather(*(post(client, asked) for (_, client), asked in zip(parents, lines, strict=True)))
    found = [answer.json()["lines"][0] for answer in answers]
    assert sorted(line["verdict"] for line in found) == ["booked"] * 2 + ["waitlisted"] * 6
    assert sorted(line["position"] for line in found if line["position"]) == [1, 2, 3, 4, 5, 6]
    numbers = sorted(answer.json()["number"] for answer in answers)
    assert numbers == [f"2026-{serial:06d}" for serial in range(1, 9)]
    await assert_sound(city)


async def test_opposite_orders_of_the_same_counters_never_wait_for_each_other(city: City, crowd: Crowd) -> None:
    parents = await crowd.sign_in(city, 6)

    async def back_and_forth(child: str, client: httpx.AsyncClient, turned: bool) -> None:
        days = [TUE, MON] if turned else [MON, TUE]
        await send(client, *(book(child, "cantine", day, price=520, wait=True) for day in days))
        await send(client, *(cancel(child, "cantine", day) for day in reversed(days)))

    await asyncio.gather(
        *(back_and_forth(child, client, number % 2 == 0) for number, (child, client) in enumerate(parents))
    )
    await assert_sound(city)
    async with city.database.transaction() as session:
        taken = await session.scalars(select(CounterDayRow.taken))
        assert set(taken) == {0}


@pytest.mark.parametrize("year", [2026, 2027])
async def test_numbers_begin_again_with_the_town_s_year(city: City, year: int) -> None:
    city.clock.set(datetime.fromisoformat("2026-12-31T23:59:59+01:00"))
    if year == 2027:
        city.clock.advance(seconds=1)
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "cantine"))
    assert receipt["number"] == f"{year}-000001"


async def assert_sound(city: City) -> None:
    """What the counters say is what the bookings are, and never more than there are places."""
    async with city.database.transaction() as session:
        rows = list(await session.scalars(select(BookingRow).where(BookingRow.state.in_(SEATED))))
        for counter in await session.scalars(select(CounterDayRow)):
            seated = [row for row in rows if row.day == counter.day and counter.counter in row.counters]
            assert counter.taken == len(seated) <= city.town.counters[counter.counter].places
