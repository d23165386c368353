"""DESIGN §7 "Nothing is ever half done, double or lost": several transactions at once, on the rows they share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, text, update

from city.bookings.models import BookingRow, CounterDayRow
from city.database import Database
from city.towns import Town
from tests.city.bookings.crowd import Crowd, crowd
from tests.city.bookings.essai import FRI, MON, THU, TUE, book, cancel, post, send
from tests.city.bookings.facts import taken
from tests.city.city import City
from tests.city.databases import PostgresStore

__all__ = ["crowd"]


@pytest.fixture
async def database(postgres_store: PostgresStore, town: Town) -> AsyncIterator[Database]:
    """PostgreSQL only: SQLite has one writer at a time."""
    made = await postgres_store.fresh(town)
    yield made
    await made.close()


async def test_children_who_hold_services_and_book_others_never_lock_in_a_circle(city: City, crowd: Crowd) -> None:
    people = await crowd.sign_in(city, 4)
    first, then = ("atelier", "cantine", "sortie", "cantine"), ("cantine", "atelier", "cantine", "sortie")
    for day in (MON, TUE, THU, FRI):
        for (child, client), service in zip(people, first, strict=True):
            await send(client, book(child, service, day, price=9999))
        answers = await asyncio.gather(
            *(
                post(client, [book(child, service, day, price=9999)])
                for (child, client), service in zip(people, then, strict=True)
            )
        )
        assert [answer.status_code for answer in answers] == [201] * 4


async def test_a_hold_that_another_transaction_ended_meanwhile_gives_its_place_once(city: City, crowd: Crowd) -> None:
    ((child, client),) = await crowd.sign_in(city, 1)
    await send(client, book(child, "sortie", price=9999))
    city.clock.advance(minutes=61)
    async with city.database.transaction(write=True) as session:
        await session.execute(select(CounterDayRow).where(CounterDayRow.counter == "sortie").with_for_update())
        waiting = asyncio.create_task(post(client, [book(child, "atelier", price=9999)]))
        await _until_somebody_waits(city, waiting)
        await session.execute(
            update(BookingRow).where(BookingRow.service == "sortie").values(state="cancelled", ended_by="hold_expired")
        )
        await session.execute(update(CounterDayRow).where(CounterDayRow.counter == "sortie").values(taken=1))
    assert (await waiting).status_code == 201
    assert await taken(city, "sortie", MON) == 1


async def test_who_leaves_a_list_while_a_place_is_given_loses_and_leaves_nothing_behind(
    city: City, crowd: Crowd
) -> None:
    (first, one), (second, two), (third, three) = await crowd.sign_in(city, 3)
    for child, client in ((first, one), (second, two)):
        await send(client, book(child, "cantine", price=9999))
    await send(three, book(third, "cantine", price=9999, wait=True), book(third, "navette", price=0, wait=True))
    answers = await asyncio.gather(
        post(one, [cancel(first, "cantine")]), post(three, [cancel(third, "navette"), cancel(third, "cantine")])
    )
    assert [line["verdict"] for answer in answers for line in answer.json()["lines"]] == ["cancelled"] * 3
    assert (await taken(city, "cantine-jaures", MON), await taken(city, "navette", MON)) == (1, 0)


async def _until_somebody_waits(city: City, task: asyncio.Task[object]) -> None:
    """Until the database says that a statement waits for a lock, or the task is done."""
    waits = select(func.count()).select_from(text("pg_stat_activity")).where(text("wait_event_type = 'Lock'"))
    async with asyncio.timeout(30):
        while not task.done():
            async with city.database.transaction() as session:
                if await session.scalar(waits):
                    return
