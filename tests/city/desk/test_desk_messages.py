"""Messages at the desk: what waits, an exchange, the answer that the family reads."""

from __future__ import annotations

import re

from city.audit.acts import Act
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.documents.files import pdf
from tests.city.messages.letters import conversation, thread_row, write

EVIL = "<script>alert(1)</script>"


async def test_a_message_is_found_read_and_answered(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await write(camille, text=f"Bonjour {EVIL}", subject=EVIL)
    nadia, thread = await desk("nadia"), await thread_row(city)
    assert "1 message sans réponse" in words_of(await nadia.get("/guichet"))
    listed = await nadia.get("/guichet/messages?q=martin")
    shown = await nadia.get(f"/guichet/messages/{thread.id}")
    for answer in (listed, shown):
        assert EVIL not in answer.text and "&lt;script&gt;" in answer.text
    assert (await conversation(camille))["items"][0]["read_at"] is not None
    fields = {"texte": "C'est noté.\r\nBonne journée", "lu": str(thread.last_place)}
    assert (await nadia.post(f"/guichet/messages/{thread.id}/reponse", fields)).status_code == 303
    (answer_, _question) = (await conversation(camille))["items"]
    assert (answer_["by"], answer_["text"]) == ("city", "C'est noté.\nBonne journée")
    assert answer_["from"].startswith("Nadia, ")
    assert "Aucun message ne correspond" in words_of(await nadia.get("/guichet/messages"))
    assert "répondu" in words_of(await nadia.get("/guichet/messages?etat=tous"))
    row = (await audited(city))[-1]
    assert row.act == Act.MESSAGE_ANSWERED and "noté" not in str(row.after)


async def test_an_answer_to_what_was_not_read_does_not_leave(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await write(camille)
    nadia, thread = await desk("nadia"), await thread_row(city)
    await write(camille, message="m2", text="Ah, et aussi")
    fields = {"texte": "Oui", "lu": str(thread.last_place)}
    for act in ("reponse", "classer"):
        answer = await nadia.post(f"/guichet/messages/{thread.id}/{act}", fields)
        assert answer.status_code == 409 and "Un message vient d'arriver" in words_of(answer)
    assert (await nadia.post(f"/guichet/messages/{thread.id}/reponse", fields | {"texte": " "})).status_code == 422
    assert len((await conversation(camille))["items"]) == 2


async def test_a_file_of_the_family_is_saved_and_never_shown(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await camille.put("/attachments/a1", params={"name": "mot.pdf"}, content=pdf())
    await write(camille, attachments=["a1"])
    nadia, thread = await desk("nadia"), await thread_row(city)
    shown = await nadia.get(f"/guichet/messages/{thread.id}")
    link = re.search(r'href="(/guichet/messages/[^"]+/pieces/[^"]+)"', shown.text)
    assert link
    file = await nadia.get(link.group(1))
    assert file.content == pdf() and file.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in file.headers["content-security-policy"]
    assert (await (await desk("")).get(link.group(1))).status_code == 303
