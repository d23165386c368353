"""Nothing of a household's procedures can be seen, changed or guessed by another, nor by nobody."""

from __future__ import annotations

import pytest

from tests.city.city import City
from tests.city.documents.files import pdf
from tests.city.procedures.essais import save, send_inscription

SENT, DRAFT = "inscription", "brouillon"
BODY = {"key": "erreur-facture", "version": 1, "child": None, "answers": {}, "revision": 1}
READS = [f"/procedures/{SENT}", f"/procedures/{DRAFT}", f"/procedures/{SENT}/documents/assurance"]
ACTS = [
    ("PUT", f"/procedures/{DRAFT}", BODY),
    ("POST", f"/procedures/{DRAFT}/submit", {"revision": 1}),
    ("POST", f"/procedures/{SENT}/submit", {"revision": 1}),
    ("POST", f"/procedures/{SENT}/withdraw", None),
    ("POST", f"/procedures/{SENT}/correct", {"id": "new"}),
    ("DELETE", f"/procedures/{SENT}/documents/assurance", None),
]
"""What another's id answers as if it did not exist. (Deleting what does not exist is 204 for everybody.)"""


@pytest.mark.parametrize("who", ["samia", "jules"])
async def test_another_household_finds_nothing(city: City, who: str) -> None:
    camille, other = await city.sign_in("camille"), await city.sign_in(who)
    await send_inscription(camille, SENT, "c_noe")
    await save(camille, DRAFT, "erreur-facture", {"facture": "2026-000731"})
    answers = [await other.get(path) for path in READS]
    answers += [await other.request(method, path, json=body) for method, path, body in ACTS]
    answers.append(await other.put(f"/procedures/{DRAFT}/documents/f", params={"field": "piece"}, content=pdf()))
    deleted = await other.delete(f"/procedures/{DRAFT}")
    listed = (await other.get("/procedures")).json()

    assert {answer.status_code for answer in answers} == {404}
    assert (deleted.status_code, listed["items"], listed["counts"]) == (204, [], {"current": 0, "sent": 0})
    assert (await camille.get(f"/procedures/{DRAFT}")).json()["answers"]["facture"] == "2026-000731"
    assert (await camille.get(f"/procedures/{SENT}")).json()["state"] == "pending"


async def test_nobody_is_asked_to_sign_in_everywhere(city: City) -> None:
    paths = [path for path in city.app.openapi()["paths"] if path.startswith(("/api/v1/procedures", "/api/v1/registr"))]
    found = {}
    for path in paths:
        for method in city.app.openapi()["paths"][path]:
            address = path.removeprefix("/api/v1").replace("{procedure_id}", SENT).replace("{document_id}", "assurance")
            params = {"field": "assurance"} if method == "put" else None
            answer = await city.client.request(method, address, params=params, json=BODY | {"id": "new"})
            found[method, path] = answer.status_code

    assert len(found) >= 11
    assert set(found.values()) == {401}


async def test_both_guardians_have_the_same_ones(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await send_inscription(camille, SENT)
    read = (await karim.get(f"/procedures/{SENT}")).json()
    withdrawn = await karim.post(f"/procedures/{SENT}/withdraw")

    assert read["history"][0]["by"] == "Camille Martin"
    assert withdrawn.status_code == 204
    assert (await camille.get(f"/procedures/{SENT}")).json()["history"][1]["by"] == "Karim Martin"


async def test_html_in_answers_stays_text(city: City) -> None:
    camille = await city.sign_in("camille")
    html = "<script>alert('1')</script>&amp;"
    await save(camille, "d", "erreur-facture", {"details": html})

    assert (await camille.get("/procedures/d")).json()["answers"]["details"] == html
