"""A household's way through procedures, in a few words, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from city.procedures import deciding
from city.procedures.models import ProcedureRow
from tests.city.city import City
from tests.city.documents.files import pdf

ABSENCE = {"premier-jour": "2026-11-24", "motif": "autre", "precision": "Il gardait le lit."}
INSCRIPTION = {
    "annee": "2026-2027",
    "activites": ["mercredis"],
    "regime": "sans-porc",
    "pai": False,
    "urgence": "06 12 34 56 78",
    "reglement": True,
}
ADDRESS = {
    "adresse": {"street": "12 rue des Tilleuls", "postcode": "94350", "town": "Villiers-sur-Marne"},
    "depuis": "2026-12-01",
    "heberge": False,
}


@dataclass(frozen=True)
class Nadia:
    """An agent."""

    name: str = "Nadia, service scolaire"


async def save(
    client: httpx.AsyncClient,
    identity: str,
    key: str,
    answers: dict[str, Any],
    *,
    child: str | None = None,
    revision: int = 0,
) -> httpx.Response:
    """Saves a draft as the app does."""
    body = {"key": key, "version": 1, "child": child, "answers": answers, "revision": revision}
    return await client.put(f"/procedures/{identity}", json=body)


async def add(
    client: httpx.AsyncClient, identity: str, document: str, field: str, data: bytes | None = None, name: str = "a.pdf"
) -> httpx.Response:
    """Adds a file to a field."""
    return await client.put(
        f"/procedures/{identity}/documents/{document}",
        params={"field": field, "name": name},
        content=pdf() if data is None else data,
    )


async def submit(client: httpx.AsyncClient, identity: str, revision: int = 1) -> httpx.Response:
    return await client.post(f"/procedures/{identity}/submit", json={"revision": revision})


async def send_absence(client: httpx.AsyncClient, identity: str = "absence", child: str = "c_alice") -> dict[str, Any]:
    """An absence that is complete, sent."""
    assert (await save(client, identity, "absence-justifiee", ABSENCE, child=child)).json()["problems"] == []
    answer = await submit(client, identity)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def send_inscription(
    client: httpx.AsyncClient, identity: str = "inscription", child: str = "c_alice", **answers: Any
) -> dict[str, Any]:
    """An inscription that is complete, sent."""
    await save(client, identity, "inscription-periscolaire", INSCRIPTION | answers, child=child)
    await add(client, identity, "assurance", "assurance")
    answer = await submit(client, identity)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def row_of(city: City, household: str, identity: str) -> ProcedureRow:
    """The procedure as it is kept."""
    from city.procedures.repository import find

    async with city.database.transaction() as session:
        row = await find(session, household, identity)
    assert row is not None
    return row


async def decide(city: City, row: ProcedureRow, verdict: Any = "validated", words: str = "") -> ProcedureRow:
    """What an agent decides on the answers as they are."""
    async with city.database.transaction(write=True) as session:
        return await deciding.decide(
            session, city.town, Nadia(), row.id, verdict, words, revision=row.revision, now=city.clock.now()
        )


async def ask_back(
    city: City, row: ProcedureRow, fields: list[str], words: str = "Il manque une page."
) -> ProcedureRow:
    """What an agent asks for."""
    async with city.database.transaction(write=True) as session:
        return await deciding.ask_back(
            session, Nadia(), row.id, fields, words, revision=row.revision, now=city.clock.now()
        )
