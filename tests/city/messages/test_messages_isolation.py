"""Nobody reads, guesses or touches what another household and the city write to each other."""

from __future__ import annotations

import httpx

from city.documents.contents import Upload
from city.messages.endpoints import router
from tests.city.city import City
from tests.city.documents.files import pdf
from tests.city.messages.letters import answer, conversation, count_messages, threads, write
from tests.city.messages.test_messages_attachments import upload

Calls = list[tuple[str, str]]


async def written(city: City) -> tuple[httpx.AsyncClient, str]:
    """A thread of the Martins with a file of each side; the id of the city's file."""
    camille = await city.sign_in("camille")
    await upload(camille, "mine", pdf())
    await upload(camille, "unsent", pdf())
    await write(camille, text="Confidentiel", attachments=["mine"])
    await answer(city, "Réponse", ("a.pdf", Upload(pdf(), "pdf")))
    return camille, (await conversation(camille))["items"][0]["attachments"][0]["id"]


async def test_the_wrong_parent_finds_nothing(city: City) -> None:
    camille, citys = await written(city)
    before = await conversation(camille)
    for who in ("samia", "jules"):
        client = await city.sign_in(who)
        assert (await threads(client))["items"] == []
        assert (await threads(client, q="confidentiel"))["items"] == []
        assert (await threads(client))["unread"] == 0
        for method, path in [
            ("GET", "/threads/t1"),
            ("POST", "/threads/t1/read"),
            ("GET", "/attachments/mine"),
            ("GET", "/attachments/unsent"),
            ("GET", f"/attachments/{citys}"),
        ]:
            assert (await client.request(method, path)).status_code == 404, path
        assert (await write(client, message="m2", service=None)).status_code == 404
        assert (await write(client, thread="x", attachments=["unsent"])).json()["code"] == "UNKNOWN_ATTACHMENT"
        assert (await client.delete("/attachments/unsent")).status_code == 204
    assert (await camille.get("/attachments/unsent")).status_code == 200
    assert (await conversation(camille)) == before


async def test_the_same_ids_in_another_household_are_other_things(city: City) -> None:
    camille, _citys = await written(city)
    samia = await city.sign_in("samia")
    assert (await upload(samia, "mine", pdf(pages=2))).status_code == 200
    sent = await write(samia, text="Autre foyer", attachments=["mine"])

    assert sent.status_code == 201
    assert [item["text"] for item in (await conversation(samia))["items"]] == ["Autre foyer"]
    assert [item["text"] for item in (await conversation(camille))["items"]] == ["Réponse", "Confidentiel"]


async def test_nobody_gets_anywhere(city: City) -> None:
    await written(city)
    before = await count_messages(city)
    for route in router.routes:
        path = route.path.format(thread_id="t1", message_id="m9", attachment_id="mine")  # type: ignore[attr-defined]
        for method in route.methods:  # type: ignore[attr-defined]
            answer = await city.client.request(method, path, json={"text": "x"})
            assert (answer.status_code, answer.json()["code"]) == (401, "SESSION_EXPIRED"), path
    assert await count_messages(city) == before
