"""Two guardians and two agents do anything at once, in any order: nothing fails, and what is kept makes sense."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from random import Random
from typing import Any

import httpx
import pytest

from city.errors import Refusal
from city.procedures.waiting import File, open_file, pending
from tests.city.city import City
from tests.city.procedures.essais import ABSENCE, add, ask_back, decide, row_of, save, send_absence, submit

IDS = ("p1", "p2", "p3")
FOLLOWS = {
    None: {"pending"},
    "pending": {"to_complete", "validated", "rejected", "withdrawn"},
    "to_complete": {"pending", "withdrawn"},
    "validated": set(),
    "rejected": set(),
    "withdrawn": set(),
}
STEPS = 20


class Family:
    """A guardian who does something, on the copy read a moment before."""

    def __init__(self, city: City, client: httpx.AsyncClient, chance: Random) -> None:
        self.city, self.client, self.chance = city, client, chance

    async def act(self) -> None:
        identity = self.chance.choice(IDS)
        read = await self.client.get(f"/procedures/{identity}")
        revision = read.json()["revision"] if read.status_code == 200 else 0
        answer = await self._one(identity, max(0, revision - self.chance.choice((0, 0, 0, 1))))
        assert answer.status_code in (200, 201, 204, 404, 409, 422), answer.text

    async def _one(self, identity: str, revision: int) -> httpx.Response:
        typed = ABSENCE | {"precision": f"Il gardait le lit ({self.chance.randrange(5)})."}
        match self.chance.randrange(8):
            case 0 | 1:
                return await save(self.client, identity, "absence-justifiee", typed, child="c_alice", revision=revision)
            case 2 | 3 | 4:
                return await submit(self.client, identity, revision)
            case 5:
                return await add(self.client, identity, "f", "certificat")
            case 6:
                return await self.client.post(f"/procedures/{self.chance.choice(IDS)}/correct", json={"id": identity})
            case _:
                path = f"/procedures/{identity}"
                withdraws = self.chance.random() < 0.5
                return await (self.client.post(f"{path}/withdraw") if withdraws else self.client.delete(path))


async def agent_acts(city: City, chance: Random) -> None:
    """Decides on, or asks back, something of the list as it was read."""
    async with city.database.transaction() as session:
        found, _more = await pending(session)
    if not found:
        return
    chosen = chance.choice(found)
    async with city.database.transaction() as session:
        try:
            file = await open_file(session, chosen.id)
        except Refusal:
            return
    await _decide(city, file, chance)


async def _decide(city: City, file: File, chance: Random) -> None:
    seen: Any = type("Seen", (), {"id": file.summary.id, "revision": file.revision})()
    try:
        match chance.randrange(3):
            case 0:
                await ask_back(city, seen, chance.choice([[], ["precision"]]))
            case 1:
                await decide(city, seen, "rejected", "Il manque le certificat.")
            case _:
                await decide(city, seen)
    except Refusal as refusal:
        assert refusal.code in ("ALREADY_DECIDED", "CHANGED_ELSEWHERE", "NOT_FOUND")


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_anything_in_any_order(city: City, seed: int) -> None:
    chance = Random(seed)
    clients = [await city.sign_in("camille"), await city.sign_in("karim")]
    family = [Family(city, client, chance) for client in clients]
    for _ in range(STEPS):
        await asyncio.gather(*(one.act() for one in family), *(agent_acts(city, chance) for _ in range(2)))
    listed = (await clients[0].get("/procedures")).json()["items"]
    for item in listed:
        read = (await clients[1].get(f"/procedures/{item['id']}")).json()
        path = [None, *(event["state"] for event in read["history"])]
        assert all(after in FOLLOWS[before] for before, after in itertools.pairwise(path)), path
        assert read["state"] == (path[-1] or "draft")
        assert (read["number"] is None) == (path[-1] is None)

    assert max(Counter(item["number"] for item in listed if item["number"]).values(), default=1) == 1


async def test_a_draft_that_nobody_touches_for_a_year_is_forgotten_and_nothing_else(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "old", "erreur-facture", {"facture": "1"})
    await add(camille, "old", "f", "piece")
    await send_absence(camille, "sent")
    city.clock.advance(days=300)
    camille = await city.sign_in("camille")
    await save(camille, "young", "erreur-facture", {})
    city.clock.advance(days=66)
    camille = await city.sign_in("camille")
    await city.run_jobs("drafts")
    found = (await camille.get("/procedures")).json()["items"]

    assert {item["id"] for item in found} == {"sent", "young"}
    assert (await row_of(city, "h_martin", "sent")).state == "pending"
