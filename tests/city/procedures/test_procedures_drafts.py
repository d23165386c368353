"""Drafts: saved as typed, resumed elsewhere, never written over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from city.procedures.definition import Catalogue, Entry, Question
from city.towns import Town
from tests.city.city import City
from tests.city.procedures.essais import ABSENCE, add, save, send_absence, submit


def problems(answer: Any) -> set[tuple[str, str]]:
    return {(problem["field"], problem["code"]) for problem in answer.json()["problems"]}


async def test_the_catalogue_and_a_form_are_there_to_read(city: City) -> None:
    camille = await city.sign_in("camille")
    items = {item["key"]: item for item in (await camille.get("/procedures/catalogue")).json()["items"]}
    form = (await camille.get("/procedures/catalogue/inscription-periscolaire")).json()
    fields = {field["key"]: field for field in form["fields"]}

    assert items["absence-justifiee"]["open"]
    assert (items["derogation"]["open"], items["derogation"]["opens"]) == (False, "2027-03-01")
    assert fields["annee"]["options"] == [{"key": "2026-2027", "label": "2026-2027"}]
    assert {"key": "mercredis", "label": "Mercredis"} in fields["activites"]["options"]
    assert fields["pai-document"]["when"] == {"field": "pai", "is": [True]}
    assert (fields["assurance"]["max_bytes"], fields["assurance"]["many"]) == (10 * 1024 * 1024, False)
    assert (await camille.get("/procedures/catalogue/piscine")).status_code == 404


async def test_a_draft_is_kept_as_typed_with_what_is_wrong_said(city: City) -> None:
    camille = await city.sign_in("camille")
    typed = {"premier-jour": "demain", "motif": "flemme", "dernier-jour": ""}
    saved = await save(camille, "d1", "absence-justifiee", typed)
    read = (await camille.get("/procedures/d1")).json()

    assert saved.status_code == 200
    assert saved.json()["revision"] == 1
    assert problems(saved) == {("child", "REQUIRED"), ("premier-jour", "BAD_VALUE"), ("motif", "UNKNOWN_OPTION")}
    assert read["answers"] == typed | {"certificat": []}
    assert (read["state"], read["number"], read["answered"], read["of"]) == ("draft", None, 0, 2)


async def test_the_same_save_again_changes_nothing_and_another_over_an_old_copy_is_told(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await save(camille, "d1", "absence-justifiee", {"motif": "maladie"})
    again = await save(camille, "d1", "absence-justifiee", {"motif": "maladie"})
    seen = (await karim.get("/procedures/d1")).json()
    his = await save(karim, "d1", "absence-justifiee", {"motif": "autre"}, revision=seen["revision"])
    hers = await save(camille, "d1", "absence-justifiee", {"motif": "famille"}, revision=1)

    assert again.json()["revision"] == 1
    assert his.json()["revision"] == 2
    assert (hers.status_code, hers.json()["code"], hers.json()["params"]) == (409, "CHANGED_ELSEWHERE", {"revision": 2})
    assert (await camille.get("/procedures/d1")).json()["answers"]["motif"] == "autre"


async def test_two_households_may_make_the_same_id_and_meet_nothing_of_each_other(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await save(camille, "d1", "absence-justifiee", {"motif": "maladie"}, child="c_noe")
    hers = await save(samia, "d1", "erreur-facture", {"facture": "2026-000731"})

    assert hers.json()["revision"] == 1
    assert (await camille.get("/procedures/d1")).json()["key"] == "absence-justifiee"
    assert (await samia.get("/procedures")).json()["counts"] == {"current": 1, "sent": 0}


async def test_a_child_is_the_households_own(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await save(camille, "d1", "absence-justifiee", ABSENCE, child="c_zoe")

    assert answer.status_code == 404
    assert (await camille.get("/procedures/d1")).status_code == 404


async def test_what_is_typed_is_of_the_town_and_stays_that_procedure(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "d1", "absence-justifiee", {})
    unknown = await save(camille, "d2", "piscine", {})
    other = await save(camille, "d1", "erreur-facture", {}, revision=1)
    gone = await save(camille, "d1", "absence-justifiee", {"couleur": "bleu", "motif": "autre"}, revision=1)

    assert unknown.status_code == 404
    assert (other.status_code, other.json()["code"]) == (422, "INVALID")
    assert ("couleur", "FIELD_GONE") in problems(gone)
    assert "couleur" not in (await camille.get("/procedures/d1")).json()["answers"]


async def test_outside_its_period_none_is_begun_and_none_is_sent(city: City) -> None:
    camille = await city.sign_in("camille")
    early = await save(camille, "d1", "derogation", {"motif": "garde"}, child="c_alice")
    city.clock.advance(days=110)
    camille = await city.sign_in("camille")
    begun = await save(camille, "d1", "derogation", {"motif": "garde"}, child="c_alice")
    city.clock.advance(days=70)
    typed = {"ecole": "jules-ferry", "motif": "garde", "explication": "La nourrice habite à côté."}
    saved = await save(camille, "d1", "derogation", typed, child="c_alice", revision=1)
    late = await submit(camille, "d1", 2)

    assert (early.status_code, early.json()["code"]) == (409, "NOT_OPEN")
    assert early.json()["params"] == {"opens": "2027-03-01", "closes": "2027-05-15"}
    assert (begun.status_code, saved.status_code, saved.json()["problems"]) == (200, 200, [])
    assert (late.status_code, late.json()["code"]) == (409, "NOT_OPEN")


def with_another_form(town: Town) -> Town:
    """The absence asks something new, and its reason no more."""
    entry = town.procedures.entries["absence-justifiee"]
    new = Question(key="ecole", kind="text", label="Quelle école ?")
    kept = tuple(asked for asked in entry.definition.questions if asked.key in ("premier-jour", "dernier-jour"))
    changed = entry.definition.model_copy(update={"version": 2, "questions": (*kept, new)})
    return replace(town, procedures=Catalogue({**town.procedures.entries, "absence-justifiee": Entry(changed)}))


async def test_a_form_that_changed_while_in_draft_keeps_what_is_still_asked(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "d1", "absence-justifiee", ABSENCE, child="c_alice")
    city.app.state.city = replace(city.app.state.city, town=with_another_form(city.town))
    read = (await camille.get("/procedures/d1")).json()
    sent = await submit(camille, "d1")
    saved = await save(camille, "d1", "absence-justifiee", ABSENCE, child="c_alice", revision=1)

    assert (read["definition"]["version"], read["answers"]) == (2, {"premier-jour": "2026-11-24"})
    assert {(one["field"], one["code"]) for one in read["problems"]} == {
        ("ecole", "REQUIRED"), ("motif", "FIELD_GONE"), ("precision", "FIELD_GONE"),
    }  # fmt: skip
    assert (sent.status_code, sent.json()["code"]) == (422, "INCOMPLETE")
    assert saved.json()["version"] == 2
    assert ("motif", "FIELD_GONE") in problems(saved)


async def test_a_draft_is_deleted_with_its_files_and_a_sent_one_is_not(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "d1", "absence-justifiee", {"motif": "maladie"})
    await add(camille, "d1", "f1", "certificat")
    gone = [(await camille.delete("/procedures/d1")).status_code for _ in range(2)]
    await send_absence(camille, "d2")
    kept = await camille.delete("/procedures/d2")

    assert gone == [204, 204]
    assert (await camille.get("/procedures/d1")).status_code == 404
    assert (kept.status_code, kept.json()["code"]) == (409, "ALREADY_SENT")


async def test_a_household_has_only_so_many_in_progress(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(30):
        await save(camille, f"d{number}", "erreur-facture", {})
    one_more = await save(camille, "d30", "erreur-facture", {})

    assert (one_more.status_code, one_more.json()["code"]) == (409, "TOO_MANY_DRAFTS")


async def test_what_no_form_can_make_is_refused(city: City) -> None:
    camille = await city.sign_in("camille")
    shapes: list[Any] = ["a\x00b", {"a": {"b": "c"}}, [1], 10**30, "x" * 20_001, [["a"]], float("1e300")]
    for shape in shapes:
        answer = await save(camille, "d1", "absence-justifiee", {"motif": shape})
        assert (answer.status_code, answer.json()["code"]) == (422, "INVALID"), shape
    assert (await camille.put("/procedures/a b", json={})).status_code == 422
