"""The story across both sides: asked, sent back, completed, validated; then the slots open and are booked."""

from __future__ import annotations

from sqlalchemy import delete

from city.households.models import RegistrationRow
from tests.city.city import City, codes
from tests.city.documents.files import HEIC
from tests.city.procedures.essais import INSCRIPTION, add, ask_back, decide, row_of, save, submit

WEDNESDAY = {"op": "book", "child": "c_lila", "service": "mercredi-journee", "date": "2026-12-09", "price_cents": 1220}


async def book(client: object, key: str) -> list[str]:
    answer = await client.post("/submissions", json={"lines": [WEDNESDAY]}, headers={"Idempotency-Key": key})  # type: ignore[attr-defined]
    return codes(answer.json()["lines"])


async def test_from_an_inscription_to_a_booking(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        await session.execute(delete(RegistrationRow).where(RegistrationRow.child_id == "c_lila"))
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    before = await book(camille, "k1")
    offered = (await camille.get("/registrations")).json()["children"][2]["open"]
    key = next(one["key"] for one in offered if one["activity"] == "mercredis")
    await save(camille, "p", key, INSCRIPTION | {"regime": None}, child="c_lila")
    await save(karim, "p", key, INSCRIPTION, child="c_lila", revision=1)
    await add(karim, "p", "photo", "assurance", HEIC, "IMG_2041.HEIC")
    sent = (await submit(karim, "p", 2)).json()
    await ask_back(city, await row_of(city, "h_martin", "p"), ["assurance"], "La photo est floue : envoyez le PDF.")
    bell = (await camille.get("/notifications")).json()["items"][0]
    await camille.delete("/procedures/p/documents/photo")
    await add(camille, "p", "pdf", "assurance")
    again = (await submit(camille, "p", 3)).json()
    waiting = await book(camille, "k2")
    city.clock.advance(hours=2)
    await decide(city, await row_of(city, "h_martin", "p"), words="Bienvenue, Lila !")
    told = (await karim.get("/notifications")).json()["items"][0]

    assert (before, waiting) == (["NOT_REGISTERED"], ["NOT_REGISTERED"])
    assert (bell["kind"], bell["params"]["words"]) == ("procedure_to_complete", "La photo est floue : envoyez le PDF.")
    assert bell["to"] == {"page": "procedure", "id": "p"}
    assert (again["number"], again["state"]) == (sent["number"], "pending")
    assert (told["kind"], told["params"]["state"]) == ("procedure_decided", "validated")
    assert await book(camille, "k3") == ["BOOKED"]
