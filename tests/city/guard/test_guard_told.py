"""What a family is told away from its screens is its own: the calendar that any program reads, and the open line."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import httpx
from icalendar import Calendar

from city.events import Topic
from city.leaving.account import forget_account
from city.leaving.requests import Asked
from tests.city.city import City
from tests.city.events.lines import PATIENCE, Line, Worker, change, listening, worker
from tests.city.guard.aims import API
from tests.city.guard.family import CAMILLE, OTHER_HOME, STRANGER, account, at, signed_in, token_of

EVERYBODY = (CAMILLE, OTHER_HOME, STRANGER)


async def feed_of(client: httpx.AsyncClient) -> str:
    """The address of that guardian's calendar."""
    made = await client.post(f"{API}/calendar-feed")
    assert made.status_code == 201, made.text
    return str(made.json()["path"])


async def read(city: City, path: str) -> dict[str, str]:
    """As any program reads it, signed in to nothing: what stands in it, by the id of the booking."""
    answer = await at(city).get(path)
    assert answer.status_code == 200, answer.text
    return {str(event["uid"]): str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


async def test_a_calendar_is_one_households_until_its_address_is_ended(lived_in: City) -> None:
    clients = {who: await signed_in(lived_in, who) for who in EVERYBODY}
    feeds = {who: await feed_of(client) for who, client in clients.items()}
    found = {who: await read(lived_in, path) for who, path in feeds.items()}

    mine = found[CAMILLE]
    assert {"Alice", "Noé"} <= {summary.partition("\u00a0")[0].split()[0] for summary in mine.values()}
    for other in (OTHER_HOME, STRANGER):
        assert mine.keys() & found[other].keys() == set(), "not even the shared child's: who booked it sees it"
        assert (await clients[other].delete(f"{API}/calendar-feed")).status_code == 204
        assert (await at(lived_in).get(feeds[other])).status_code == 404
    assert await read(lived_in, feeds[CAMILLE]) == mine, "nobody else ends it"

    secret = feeds[CAMILLE].rpartition("/")[2].removesuffix(".ics")
    passed = await at(lived_in, Authorization=f"Bearer {secret}").get(f"{API}/household")
    session = await token_of(lived_in, CAMILLE, "another")
    made_up = await at(lived_in).get(f"{API}/calendar-feed/{'z' * len(secret)}.ics")
    assert passed.status_code == 401, "it opens the calendar and nothing else"
    assert (await at(lived_in).get(f"{API}/calendar-feed/{session}.ics")).json() == made_up.json()
    await feed_of(clients[CAMILLE])
    assert (await at(lived_in).get(feeds[CAMILLE])).json() == made_up.json(), "another took its place"


def fetches(child: str) -> dict[str, Any]:
    """Somebody who may pick the child up."""
    return {"name": "Mme Lune", "link": "Voisine", "phone": "01 02 03 04 05", "pick_up": True, "children": [child]}


async def device(city: City, here: Worker, who: str, name: str = "line") -> httpx.AsyncClient:
    """A device that speaks to that server."""
    headers = {"Authorization": f"Bearer {await token_of(city, who, name)}"}
    return httpx.AsyncClient(base_url=here.address, headers=headers, timeout=PATIENCE)


async def test_a_line_tells_the_wrong_parent_nothing_nor_what_it_missed(lived_in: City) -> None:
    homes = {who: (await account(lived_in.database, who)).household_id for who in EVERYBODY}
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(worker(lived_in))
        clients = {who: await stack.enter_async_context(await device(lived_in, here, who)) for who in EVERYBODY}
        lines = {who: await stack.enter_async_context(listening(client)) for who, client in clients.items()}
        first = {who: await line.event() for who, line in lines.items()}
        camille = clients[CAMILLE]
        alice, noe = [child["id"] for child in (await camille.get("/household")).json()["children"]][:2]
        done = [
            await camille.post("/notifications/read", json={"until": lived_in.clock.now().isoformat()}),
            await camille.put("/household/sheet/contacts/for-alice", json=fetches(alice)),
            await camille.put("/threads/t/messages/m", json={"text": "Bonjour", "service": "scolaire", "subject": "?"}),
        ]
        assert all(answer.is_success for answer in done), [answer.text for answer in done]
        for who in (OTHER_HOME, STRANGER):
            await change(lived_in, Topic.NEWS, household=homes[who])
            assert (await lines[who].event()).topics == ["news"], "the Martins' acts came before, and were not told"
            async with listening(clients[who], first[CAMILLE].id) as again:
                assert (await again.event()).topics == ["news"], "with the number that another's device had"
        assert (await camille.put("/household/sheet/contacts/for-noe", json=fetches(noe))).is_success
        assert "household" in (await lines[OTHER_HOME].event()).topics, "the shared child is the only crossing"
        await change(lived_in, Topic.INVOICES, household=homes[STRANGER])
        assert (await lines[STRANGER].event()).topics == ["invoices"]
        for nobody in ({}, {"Authorization": "Bearer 0123456789abcdef0123456789abcdef"}):
            assert (await httpx.AsyncClient().get(f"{here.address}/events", headers=nobody)).status_code == 401


async def ended(line: Line) -> bool:
    """Whether the line ends, whatever it still says before."""
    async with asyncio.timeout(PATIENCE):
        try:
            while True:
                await line.event()
        except EOFError:
            return True


async def test_a_line_ends_with_its_session_however_that_ends(lived_in: City) -> None:
    names = ("revoked elsewhere", "signed in anew", "signed out", "deleted")
    camille = await account(lived_in.database, CAMILLE)
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(worker(lived_in))
        clients = {name: await stack.enter_async_context(await device(lived_in, here, CAMILLE, name)) for name in names}
        lines = {name: await stack.enter_async_context(listening(client)) for name, client in clients.items()}
        for line in lines.values():
            await line.event()
        here_now = {one["current"]: one for one in (await clients[names[0]].get("/sessions")).json()["items"]}
        assert (await clients["deleted"].delete(f"/sessions/{here_now[True]['id']}")).status_code == 204
        assert await ended(lines["revoked elsewhere"])
        await token_of(lived_in, CAMILLE, "signed in anew")
        assert await ended(lines["signed in anew"])
        assert (await clients["signed out"].delete("/sessions/current")).status_code == 204
        assert await ended(lines["signed out"])
        await change(lived_in, Topic.NEWS, household=camille.household_id)
        while "news" not in (await lines["deleted"].event()).topics:
            continue
        asked = Asked(
            camille.id,
            camille.person_id,
            "Camille",
            "Martin",
            CAMILLE,
            camille.household_id,
            "",
            camille.created_at,
            True,
        )
        async with lived_in.database.transaction(write=True) as session:
            await forget_account(session, asked)
        assert await ended(lines["deleted"])
        assert (await clients["deleted"].get("/events")).status_code == 401
