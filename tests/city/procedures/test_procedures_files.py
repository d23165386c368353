"""The files of a procedure: taken by their bytes, given back as downloads, and nobody else's."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import func, select

from city.documents.models import ContentRow
from city.edge import MOST_BYTES
from tests.city.city import SETTINGS, City
from tests.city.documents.files import EXECUTABLE, HEIC, pdf, picture
from tests.city.procedures.essais import add, save, send_inscription


async def draft(city: City, who: str = "camille", identity: str = "d1") -> httpx.AsyncClient:
    """A draft with fields for files: `pai-document` (five), `assurance` (one)."""
    client = await city.sign_in(who)
    await save(client, identity, "inscription-periscolaire", {"pai": True})
    return client


async def contents(city: City) -> int:
    async with city.database.transaction() as session:
        return int(await session.scalar(select(func.count()).select_from(ContentRow)) or 0)


async def test_a_file_is_kept_and_given_back_as_a_download(city: City) -> None:
    camille = await draft(city)
    taken = await add(camille, "d1", "f1", "assurance", HEIC, name="../Photo d'Alice.pdf")
    read = (await camille.get("/procedures/d1")).json()
    given = await camille.get("/procedures/d1/documents/f1")

    assert {key: taken.json()[key] for key in ("id", "name", "type", "bytes")} == {
        "id": "f1", "name": "Photo d'Alice.heic", "type": "heic", "bytes": len(HEIC),
    }  # fmt: skip
    assert read["answers"]["assurance"] == ["f1"]
    assert given.content == HEIC
    assert given.headers["content-type"] == "image/heic"
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in given.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "EMPTY_FILE"),
        (EXECUTABLE, 415, "BAD_TYPE"),
        (pdf()[:-80], 422, "BROKEN_FILE"),
        (pdf(password="x"), 422, "BROKEN_FILE"),
        (bytes(MOST_BYTES + 1), 413, "TOO_BIG"),
    ],
    ids=["empty", "executable", "broken", "encrypted", "oversized"],
)
async def test_a_file_that_cannot_be_used_is_refused(city: City, data: bytes, status: int, code: str) -> None:
    camille = await draft(city)
    answer = await add(camille, "d1", "f1", "assurance", data, name="facture.pdf")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await camille.get("/procedures/d1")).json()["documents"] == []
    assert await contents(city) == 0


async def test_only_uploads_may_be_large(city: City) -> None:
    camille = await draft(city)
    large = picture("PNG", (1300, 900))
    assert SETTINGS.body_limit < len(large) < MOST_BYTES
    taken = await add(camille, "d1", "f1", "assurance", large)
    typed = await camille.put("/procedures/d1", content=b" " * len(large))

    assert (taken.status_code, taken.json()["bytes"]) == (200, len(large))
    assert (typed.status_code, typed.json()["code"]) == (413, "TOO_BIG")


async def test_too_large_a_file_sent_without_its_length_is_refused_too(city: City) -> None:
    camille = await draft(city)

    async def pieces() -> object:
        for _ in range(MOST_BYTES // 65_536 + 1):
            yield b"%PDF-" + bytes(65_531)

    answer = await camille.put("/procedures/d1/documents/f1", params={"field": "assurance"}, content=pieces())  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")
    assert answer.json()["params"] == {"max_bytes": MOST_BYTES}


async def test_a_field_takes_as_many_as_it_says_and_the_same_id_replaces(city: City) -> None:
    camille = await draft(city)
    first = await add(camille, "d1", "f1", "assurance", picture())
    second = await add(camille, "d1", "f2", "assurance")
    replaced = await add(camille, "d1", "f1", "assurance")
    many = [(await add(camille, "d1", f"p{number}", "pai-document")).status_code for number in range(6)]
    removed = [(await camille.delete("/procedures/d1/documents/f1")).status_code for _ in range(2)]
    third = await add(camille, "d1", "f2", "assurance")

    assert (first.json()["type"], replaced.json()["type"]) == ("jpg", "pdf")
    assert (second.status_code, second.json()["code"], second.json()["params"]) == (409, "TOO_MANY_FILES", {"max": 1})
    assert many == [200] * 5 + [409]
    assert (removed, third.status_code) == ([204, 204], 200)


async def test_a_file_is_for_a_field_of_the_form(city: City) -> None:
    camille = await draft(city)
    for field in ("urgence", "piscine", "child"):
        answer = await add(camille, "d1", "f1", field)
        assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")
    assert (await add(camille, "d2", "f1", "assurance")).status_code == 404


async def test_bytes_that_nothing_refers_to_are_swept_and_shared_ones_stay(city: City) -> None:
    camille = await draft(city)
    await add(camille, "d1", "f1", "assurance")
    await send_inscription(camille, "d2")
    await camille.delete("/procedures/d1")
    await city.run_jobs("documents")
    early = await contents(city)
    city.clock.advance(hours=2)
    await city.run_jobs("documents")

    assert (early, await contents(city)) == (2, 1)
    assert (await camille.get("/procedures/d2/documents/assurance")).status_code == 200


async def test_nobody_reads_the_body_of_who_is_not_signed_in(city: City) -> None:
    sent = 0

    async def pieces() -> object:
        nonlocal sent
        sent += 1
        yield pdf()

    answer = await city.client.put("/procedures/d1/documents/f1", params={"field": "a"}, content=pieces())  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"], sent) == (401, "SESSION_EXPIRED", 0)
