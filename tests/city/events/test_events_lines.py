"""Live events over a real connection: who hears what, what a device that comes back is told, how a line ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from city.events import Topic
from city.events.changes import KEPT
from tests.city.city import City
from tests.city.events.lines import PATIENCE, QUICK, Worker, change, device, listening, worker
from tests.city.notifications.bell import tell_news

EVERYTHING = sorted(Topic)


@pytest.fixture
async def here(city: City) -> AsyncIterator[Worker]:
    async with worker(city) as made:
        yield made


async def test_a_change_reaches_the_household_and_nobody_else(city: City, here: Worker) -> None:
    async with (
        await device(city, "camille", here) as camille,
        await device(city, "samia", here) as samia,
        listening(camille) as hers,
        listening(samia) as others,
    ):
        assert (await hers.event()).topics == []
        assert (await others.event()).topics == []
        await change(city, Topic.BOOKINGS, Topic.INVOICES)
        assert (await hers.event()).topics == ["bookings", "invoices"]
        await change(city, Topic.NEWS, household="h_benali")
        assert (await others.event()).topics == ["news"], "nothing of the Martins came before"


async def test_what_is_one_accounts_own_is_not_the_other_guardians(city: City, here: Worker) -> None:
    async with (
        await device(city, "camille", here) as camille,
        await device(city, "karim", here) as karim,
        listening(camille) as hers,
        listening(karim) as his,
    ):
        await hers.event()
        await his.event()
        await change(city, Topic.NOTIFICATIONS, account="a_karim")
        await change(city, Topic.MESSAGES)
        assert (await hers.event()).topics == ["messages"]
        assert "notifications" in (await his.event()).topics


async def test_an_event_counts_what_is_unread(city: City, here: Worker) -> None:
    await tell_news(city)
    async with await device(city, "camille", here) as camille, listening(camille) as line:
        assert (await line.event()).unread == 1
        await camille.post("/notifications/read", json={"until": city.clock.now().isoformat()})
        told = await line.event()
        assert (told.topics, told.unread) == (["notifications"], 0)


async def test_the_line_is_not_compressed_and_says_that_it_is_there(city: City) -> None:
    async with (
        worker(city, replace(QUICK, heartbeat_seconds=0.05)) as here,
        await device(city, "camille", here) as camille,
        listening(camille) as line,
    ):
        assert line.answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in line.answer.headers
        assert line.answer.headers["cache-control"] == "no-store"
        assert (await line.comment()).startswith(":")


async def test_a_device_that_comes_back_is_told_what_it_missed(city: City, here: Worker) -> None:
    async with await device(city, "camille", here) as camille:
        async with listening(camille) as line:
            await line.event()
            await change(city, Topic.NEWS)
            had = (await line.event()).id
        async with listening(camille, had) as line:
            assert (await line.event()).topics == []
        await change(city, Topic.BOOKINGS)
        await change(city, Topic.MESSAGES, household="h_petit")
        async with listening(camille, had) as line:
            assert (await line.event()).topics == ["bookings"]


@pytest.mark.parametrize("last", ["999999", "pas-un-nombre", "-1", "9" * 40])
async def test_an_id_that_is_none_of_ours_asks_everything_again(city: City, here: Worker, last: str) -> None:
    await change(city, Topic.NEWS)
    async with await device(city, "camille", here) as camille, listening(camille, last) as line:
        assert (await line.event()).topics == EVERYTHING


async def test_an_id_that_is_too_old_asks_everything_again(city: City, here: Worker) -> None:
    await change(city, Topic.NEWS)
    async with await device(city, "camille", here) as camille:
        async with listening(camille) as line:
            had = (await line.event()).id
        await change(city, Topic.NEWS)
        city.clock.advance(seconds=(KEPT + timedelta(hours=1)).total_seconds())
        await change(city, Topic.BOOKINGS)
        await change(city, Topic.BOOKINGS)
        await city.run_jobs("forget")
        async with listening(camille, had) as line:
            told = await line.event()
            assert told.topics == EVERYTHING
        async with listening(camille, told.id) as line:
            assert (await line.event()).topics == []


async def test_the_session_that_ends_closes_its_line_only(city: City, here: Worker) -> None:
    async with (
        await device(city, "camille", here) as camille,
        await device(city, "karim", here) as karim,
        listening(camille) as hers,
        listening(karim) as his,
    ):
        await hers.event()
        await his.event()
        assert (await camille.delete("/sessions/current")).status_code == 204
        assert await hers.closed()
        assert (await camille.get("/events")).status_code == 401
        await change(city, Topic.NEWS)
        assert (await his.event()).topics == ["news"]


async def test_a_session_that_expires_closes_its_line(city: City, here: Worker) -> None:
    async with await device(city, "camille", here) as camille, listening(camille) as line:
        await line.event()
        city.clock.advance(days=91)
        assert await line.closed()


async def test_an_account_has_so_many_lines_and_one_that_closes_makes_room(city: City) -> None:
    async with (
        worker(city, replace(QUICK, lines_per_account=2)) as here,
        await device(city, "camille", here) as camille,
        await device(city, "karim", here) as karim,
    ):
        async with listening(camille) as first, listening(camille) as second:
            await first.event()
            await second.event()
            answer = await camille.get("/events")
            assert (answer.status_code, answer.json()["code"]) == (429, "TOO_MANY_STREAMS")
            async with listening(karim) as his:
                await his.event()
        async with asyncio.timeout(PATIENCE):
            while not await _opens(camille):
                continue


async def _opens(client: httpx.AsyncClient) -> bool:
    async with client.stream("GET", "/events") as answer:
        return answer.status_code == 200


async def test_two_workers_tell_each_others_devices(city: City, here: Worker) -> None:
    await tell_news(city)
    async with (
        worker(city) as there,
        await device(city, "camille", here) as phone,
        await device(city, "camille", there) as tablet,
        listening(phone) as line,
    ):
        await line.event()
        await tablet.post("/notifications/read", json={"until": city.clock.now().isoformat()})
        told = await line.event()
        assert (told.topics, told.unread) == (["notifications"], 0)


async def test_a_line_holds_no_database_connection(city: City, here: Worker) -> None:
    async with await device(city, "camille", here) as camille, listening(camille) as line:
        await line.event()
        assert here.database.engine.pool.checkedout() <= 1, "the look that may be going on, nothing else"  # type: ignore[attr-defined]
        for _ in range(3):
            async with listening(camille) as other:
                await other.event()
        assert here.database.engine.pool.checkedout() <= 1  # type: ignore[attr-defined]
