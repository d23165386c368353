"""Messages at the desk: what waits, an exchange, the answer that the family reads."""

from __future__ import annotations

import re

import httpx

from city.audit.acts import Act
from tests.city.city import City
from tests.city.desk.browser import HOST, audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.documents.files import EXECUTABLE, pdf, picture
from tests.city.messages.letters import conversation, thread_row, threads, write

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


async def test_an_answer_carries_files_that_were_examined(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await write(camille, about={"page": "invoice", "id": "2026-000731"})
    row = await thread_row(city)
    nadia = await desk("nadia")
    path = f"/guichet/messages/{row.id}"
    shown = words_of(await nadia.get(path))
    assert "À propos de : facture 2026-000731" in shown

    async def answer(*files: tuple[str, bytes], token: str = nadia.token) -> httpx.Response:
        return await nadia.client.post(
            f"{path}/reponse",
            data={"jeton": token, "lu": "0", "texte": "Voici le règlement."},
            files=[("pieces", file) for file in files],
            headers={"origin": HOST},
        )

    wrong = await answer(("a.pdf", pdf()), ("b.pdf", EXECUTABLE))
    assert (wrong.status_code, "Ce genre de fichier n'est pas accepté" in words_of(wrong)) == (415, True)
    assert (await answer(("a.pdf", pdf()), token="0" * 64)).status_code == 403
    assert (await answer(*[("a.pdf", pdf())] * 6)).status_code == 400
    assert (await answer(("a.pdf", b"%PDF-" + bytes(10_500_000)))).status_code == 413
    assert (await thread_row(city)).last_place == 0

    data = pdf()
    assert (await answer(("../Règlement.pdf", data), ("photo.jpg", picture()))).status_code == 303
    sent = (await conversation(camille))["items"][0]["attachments"]
    assert [piece["name"] for piece in sent] == ["Règlement.pdf", "photo.jpg"]
    assert (await camille.get(f"/attachments/{sent[0]['id']}")).content == data


async def test_files_of_nobody_are_not_even_read(city: City, desk: Desk) -> None:
    await write(await city.sign_in("camille"))
    row = await thread_row(city)
    nobody = await desk("")
    refused = await nobody.client.post(
        f"/guichet/messages/{row.id}/reponse",
        data={"lu": "0", "texte": "x"},
        files=[("pieces", ("a.exe", EXECUTABLE))],
        headers={"origin": HOST},
    )
    assert (refused.status_code, "Votre session est terminée" in words_of(refused)) == (401, True)


async def test_an_agent_writes_first_and_once(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    shown = await nadia.get("/guichet/messages/nouveau/h_petit")
    found = re.search(r'name="fil" value="([^"]+)"', shown.text)
    assert found and "Écrire à Famille Petit" in words_of(shown)
    fields = {"fil": found.group(1), "service": "regie", "objet": "Votre dossier", "texte": "Il manque une pièce."}
    for wrong in ({"service": "piscine"}, {"objet": " "}, {"texte": ""}, {"fil": "../x"}):
        assert (await nadia.post("/guichet/messages/nouveau/h_petit", fields | wrong)).status_code == 422
    assert (await nadia.post("/guichet/messages/nouveau/h_rien", fields)).status_code == 404
    assert (await nadia.post("/guichet/messages/nouveau/h_petit", fields)).status_code == 303
    assert (await nadia.post("/guichet/messages/nouveau/h_petit", fields)).status_code == 409

    jules, camille = await city.sign_in("jules"), await city.sign_in("camille")
    (thread,) = (await threads(jules))["items"]
    assert (thread["subject"], thread["last_by"], thread["unread"]) == ("Votre dossier", "city", 1)
    assert thread["last_from"] == "Nadia, régie des activités"
    assert (await write(jules, thread["id"], text="La voici.", service=None)).status_code == 201
    assert (await threads(camille))["items"] == []
    assert "1 message sans réponse" in words_of(await nadia.get("/guichet"))
