"""Procedures at the desk: found, read with their papers, decided once, sent back."""

from __future__ import annotations

import asyncio
import re

from city.audit.acts import Act
from city.procedures.models import ProcedureRow
from tests.city.city import City
from tests.city.desk.browser import Browser, audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.documents.files import pdf
from tests.city.procedures.essais import row_of, save, send_absence, send_inscription

EVIL = "<script>alert(1)</script>"


def path(row: ProcedureRow, *more: str) -> str:
    """The address of a procedure, or of what is below it."""
    return "/".join(["/guichet/demarches", row.id, *more])


async def decided(browser: Browser, row: ProcedureRow, decision: str, words: str = "") -> int:
    """Reads the procedure, then decides."""
    await browser.get(path(row))
    fields = {"decision": decision, "mots": words, "revision": str(row.revision)}
    return (await browser.post(path(row, "decision"), fields)).status_code


async def test_what_waits_is_found_and_read(city: City, desk: Desk) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await send_inscription(camille)
    await send_absence(jules, child="c_zoe")
    await save(camille, "brouillon", "absence-justifiee", {}, child="c_alice")
    nadia = await desk("nadia")
    assert "2 démarches à décider" in words_of(await nadia.get("/guichet"))
    text = words_of(await nadia.get("/guichet/demarches"))
    assert "D-2026-000001 Inscription périscolaire Famille Martin Alice Martin" in text
    assert "D-2026-000002 Absence avec justificatif Famille Petit Zoé Petit" in text
    for asked, found in (
        ("q=petit", ["000002"]),
        ("type=inscription-periscolaire", ["000001"]),
        ("etat=validated", []),
        ("etat=", ["000001", "000002"]),
        ("etat=draft", ["000001", "000002"]),
        ("page=1", []),
    ):
        shown = words_of(await nadia.get(f"/guichet/demarches?{asked}"))
        assert re.findall(r"D-2026-(\d+)", shown) == found, asked
    shown = words_of(await nadia.get(path(await row_of(city, "h_martin", "inscription"))))
    assert "Camille Martin, le 23/11/2026 à 08:00" in shown or "par Camille Martin" in shown
    assert "2026-2027" in shown and "Mercredis" in shown and "06 12 34 56 78" in shown and "oui" in shown


async def test_a_paper_is_saved_and_never_shown(city: City, desk: Desk) -> None:
    await send_inscription(await city.sign_in("camille"))
    row = await row_of(city, "h_martin", "inscription")
    nadia = await desk("nadia")
    shown = await nadia.get(path(row))
    link = re.search(r'href="(/guichet/demarches/[^"]+/documents/[^"]+)"', shown.text)
    assert link
    paper = await nadia.get(link.group(1))
    assert paper.content == pdf()
    assert paper.headers["content-disposition"].startswith("attachment")
    assert paper.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in paper.headers["content-security-policy"] and paper.headers["cache-control"] == "no-store"
    assert (await (await desk("")).get(link.group(1))).status_code == 303
    other = await row_of(city, "h_martin", "inscription")
    assert (await nadia.get(path(other, "documents", "f_rien"))).status_code == 404


async def test_validating_applies_it_and_the_family_reads_who(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await send_inscription(camille)
    row = await row_of(city, "h_martin", "inscription")
    nadia = await desk("nadia")
    assert await decided(nadia, row, "validated", "Bienvenue") == 303
    detail = (await camille.get("/procedures/inscription")).json()
    assert (detail["state"], detail["words"]) == ("validated", "Bienvenue")
    assert detail["history"][-1]["by"].startswith("Nadia, ")
    shown = words_of(await nadia.get(path(row)))
    assert "Inscription faite, du" in shown and "Mercredis" in shown and "Valider" not in shown
    entry = (await audited(city))[-1]
    assert (entry.act, entry.label) == (Act.PROCEDURE_VALIDATED, "D-2026-000001, Inscription périscolaire")
    assert entry.after and (entry.after["state"], entry.after["words"]) == ("validated", "Bienvenue")


async def test_a_refusal_needs_words(city: City, desk: Desk) -> None:
    await send_absence(await city.sign_in("camille"))
    row = await row_of(city, "h_martin", "absence")
    nadia = await desk("nadia")
    assert await decided(nadia, row, "rejected", "  ") == 422
    assert await decided(nadia, row, "autre", "x") == 422
    assert await decided(nadia, row, "rejected", EVIL) == 303
    shown = await nadia.get(path(row))
    assert EVIL not in shown.text and "&lt;script&gt;" in shown.text
    assert [entry.act for entry in await audited(city)] == [Act.SIGNED_IN, Act.PROCEDURE_REJECTED]


async def test_it_is_sent_back_for_the_answers_that_were_ticked(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await send_inscription(camille)
    row = await row_of(city, "h_martin", "inscription")
    nadia = await desk("nadia")
    await nadia.get(path(row))
    fields = {"champ": "urgence", "mots": "Un autre numéro ?", "revision": str(row.revision)}
    assert (await nadia.post(path(row, "complement"), fields | {"mots": ""})).status_code == 422
    assert (await nadia.post(path(row, "complement"), fields | {"champ": "rien"})).status_code == 422
    assert (await nadia.post(path(row, "complement"), fields)).status_code == 303
    detail = (await camille.get("/procedures/inscription")).json()
    assert (detail["state"], detail["asked"], detail["words"]) == ("to_complete", ["urgence"], "Un autre numéro ?")


async def test_of_two_agents_at_once_the_second_is_told(city: City, desk: Desk) -> None:
    await send_absence(await city.sign_in("camille"))
    row = await row_of(city, "h_martin", "absence")
    nadia, claire = await desk("nadia"), await desk("claire")
    answers = await asyncio.gather(decided(nadia, row, "validated"), decided(claire, row, "rejected", "non"))
    assert sorted(answers) == [303, 409]
    acts = [entry.act for entry in await audited(city) if entry.kind == "procedure"]
    assert len(acts) == 1


async def test_answers_that_changed_since_are_not_decided_on(city: City, desk: Desk) -> None:
    await send_absence(await city.sign_in("camille"))
    row = await row_of(city, "h_martin", "absence")
    nadia = await desk("nadia")
    row.revision -= 1
    assert await decided(nadia, row, "validated") == 409
    assert (await row_of(city, "h_martin", "absence")).state == "pending"


async def test_answers_and_names_are_text(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    answers = {"premier-jour": "2026-11-24", "motif": "autre", "precision": EVIL}
    await save(camille, "absence", "absence-justifiee", answers, child="c_alice")
    assert (await camille.post("/procedures/absence/submit", json={"revision": 1})).status_code == 200
    shown = await (await desk("nadia")).get(path(await row_of(city, "h_martin", "absence")))
    assert EVIL not in shown.text and "&lt;script&gt;" in shown.text


async def test_a_draft_is_the_familys_own(city: City, desk: Desk) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "brouillon", "absence-justifiee", {}, child="c_alice")
    nadia, row = await desk("nadia"), await row_of(city, "h_martin", "brouillon")
    assert (await nadia.get(path(row))).status_code == 404
    assert await decided(nadia, row, "validated") == 404
