"""Attachments: uploaded first, sent with a message, seen by the two sides of the thread only."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from city.documents.contents import Upload
from tests.city.city import City
from tests.city.documents.files import EXECUTABLE, pdf, picture, png_bomb
from tests.city.messages.letters import answer, conversation, threads, write


async def upload(client: httpx.AsyncClient, identity: str, data: bytes, name: str = "photo.exe") -> httpx.Response:
    return await client.put(f"/attachments/{identity}", params={"name": name}, content=data)


async def test_files_go_with_a_message_in_its_order(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    first, second = picture(size=(800, 600)), pdf()
    assert (await upload(camille, "b", first)).json()["name"] == "photo.jpg"
    kept = (await upload(camille, "a", second, "../../Attestation d'assurance.pdf")).json()
    assert kept | {"now": 0} == {
        "now": 0,
        "id": "a",
        "name": "Attestation d'assurance.pdf",
        "type": "pdf",
        "bytes": len(second),
    }
    sent = await write(camille, text="", attachments=["b", "a"])

    assert [item["id"] for item in sent.json()["attachments"]] == ["b", "a"]
    assert (await threads(camille))["items"][0]["excerpt"] == ""
    assert [item["id"] for item in (await threads(camille, q="attestation"))["items"]] == ["t1"]
    got = await karim.get("/attachments/b")
    assert (got.content, got.headers["content-type"]) == (first, "image/jpeg")
    assert got.headers["content-disposition"].startswith("attachment; ")
    small = await karim.get("/attachments/b/thumbnail")
    assert (small.status_code, small.headers["content-type"]) == (200, "image/jpeg")
    assert len(small.content) < len(first) and small.headers["cache-control"] == got.headers["cache-control"]
    assert (await karim.get("/attachments/a/thumbnail")).status_code == 404
    assert (await (await city.sign_in("samia")).get("/attachments/b/thumbnail")).status_code == 404
    again = await write(camille, text="", attachments=["b", "a"])
    assert (again.status_code, again.json()["attachments"]) == (200, sent.json()["attachments"])
    assert (await write(camille, text="", attachments=["a", "b"])).json()["code"] == "ID_USED"


async def test_a_file_is_sent_once_and_then_stays(city: City) -> None:
    camille = await city.sign_in("camille")
    data = pdf()
    await upload(camille, "a", pdf(pages=2))
    assert (await upload(camille, "a", data)).json()["bytes"] == len(data)
    await write(camille, attachments=["a"])

    assert (await upload(camille, "a", data)).status_code == 200
    assert (await upload(camille, "a", pdf(pages=3))).json()["code"] == "ALREADY_SENT"
    assert (await camille.delete("/attachments/a")).json()["code"] == "ALREADY_SENT"
    refused = await write(camille, message="m2", attachments=["a"])
    assert (refused.json()["code"], refused.json()["params"]) == ("UNKNOWN_ATTACHMENT", {"ids": ["a"]})
    assert (await camille.get("/attachments/a")).content == data


async def test_a_file_that_is_not_sent_can_be_taken_away_and_is_forgotten(city: City) -> None:
    camille = await city.sign_in("camille")
    for identity in ("a", "b", "c"):
        await upload(camille, identity, pdf())
    assert (await camille.delete("/attachments/a")).status_code == 204
    assert (await camille.delete("/attachments/a")).status_code == 204
    assert (await camille.get("/attachments/a")).status_code == 404
    await write(camille, attachments=["c"])
    city.clock.set(city.clock.now() + timedelta(days=7, seconds=1))
    await city.run_jobs("unsent_attachments", "documents")

    assert (await camille.get("/attachments/b")).status_code == 404
    assert (await camille.get("/attachments/c")).status_code == 200


async def test_no_more_than_ten_wait(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(10):
        assert (await upload(camille, f"f{number}", pdf())).status_code == 200
    refused = await upload(camille, "more", pdf())
    assert (refused.status_code, refused.json()["code"], refused.json()["params"]) == (
        409,
        "TOO_MANY_FILES",
        {"max": 10},
    )
    assert (await upload(camille, "f3", pdf())).status_code == 200
    too_many = await write(camille, attachments=[f"f{number}" for number in range(6)])
    assert (too_many.status_code, too_many.json()["code"]) == (422, "INVALID")
    twice = await write(camille, attachments=["f1", "f1"])
    assert twice.status_code == 422


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "EMPTY_FILE"),
        (EXECUTABLE, 415, "BAD_TYPE"),
        (b"<html><script>alert(1)</script></html>", 415, "BAD_TYPE"),
        (pdf()[:-400], 422, "BROKEN_FILE"),
        (pdf(password="secret"), 422, "BROKEN_FILE"),
        (png_bomb(), 422, "BROKEN_FILE"),
        (b"%PDF-" + bytes(10 * 1024 * 1024), 413, "TOO_BIG"),
    ],
    ids=["empty", "executable", "html", "cut", "password", "bomb", "large"],
)
async def test_a_bad_file_is_refused(city: City, data: bytes, status: int, code: str) -> None:
    camille = await city.sign_in("camille")
    refused = await upload(camille, "a", data, "innocent.pdf")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (await camille.get("/attachments/a")).status_code == 404


async def test_the_city_sends_files_too(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille)
    data = pdf()
    await answer(city, "Voici le règlement.", ("Règlement.pdf", Upload(data, "pdf")))

    attached = (await conversation(camille))["items"][0]["attachments"][0]
    assert (attached["name"], attached["type"], attached["bytes"]) == ("Règlement.pdf", "pdf", len(data))
    assert (await camille.get(f"/attachments/{attached['id']}")).content == data
