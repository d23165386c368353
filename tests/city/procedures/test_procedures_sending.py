"""Sending: complete or not at all, once, with a number; withdrawing; lists and search."""

from __future__ import annotations

import asyncio

from tests.city.city import City
from tests.city.procedures.essais import (
    ABSENCE,
    INSCRIPTION,
    add,
    decide,
    row_of,
    save,
    send_absence,
    send_inscription,
    submit,
)


async def test_what_is_complete_is_sent_with_a_number_and_a_day_of_reply(city: City) -> None:
    camille = await city.sign_in("camille")
    sent = await send_absence(camille)
    second = await send_absence(camille, "autre", child="c_lila")
    read = (await camille.get("/procedures/absence")).json()

    assert (sent["number"], second["number"]) == ("D-2026-000001", "D-2026-000002")
    assert (sent["state"], sent["child_name"], sent["reply_by"]) == ("pending", "Alice", "2026-11-26")
    assert sent["sent_at"] == "2026-11-23T08:00:00+01:00"
    assert [(event["state"], event["by"]) for event in read["history"]] == [("pending", "Camille Martin")]
    assert (read["problems"], read["editable"]) == ([], [])


async def test_sending_again_answers_the_same_and_a_sent_one_is_not_typed_into(city: City) -> None:
    camille = await city.sign_in("camille")
    first = await send_absence(camille)
    again = await submit(camille, "absence")
    typed = await save(camille, "absence", "absence-justifiee", {}, revision=1)
    file = await add(camille, "absence", "f1", "certificat")

    assert again.json() == first
    assert [(typed.status_code, typed.json()["code"]), (file.status_code, file.json()["code"])] == [
        (409, "ALREADY_SENT")
    ] * 2
    assert len((await camille.get("/procedures/absence")).json()["history"]) == 1


async def test_what_is_incomplete_stays_a_draft_and_says_what_is_missing(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "d1", "absence-justifiee", {"premier-jour": "2026-11-24", "motif": "maladie"})
    answer = await submit(camille, "d1")

    assert (answer.status_code, answer.json()["code"]) == (422, "INCOMPLETE")
    assert [(one["field"], one["code"]) for one in answer.json()["params"]["problems"]] == [
        ("child", "REQUIRED"), ("certificat", "DOCUMENT_MISSING"),
    ]  # fmt: skip
    assert (await camille.get("/procedures/d1")).json()["state"] == "draft"


async def test_an_old_copy_is_not_sent(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await save(camille, "d1", "absence-justifiee", ABSENCE, child="c_alice")
    await save(karim, "d1", "absence-justifiee", ABSENCE | {"motif": "famille"}, child="c_alice", revision=1)
    answer = await submit(camille, "d1", 1)

    assert (answer.status_code, answer.json()["code"]) == (409, "CHANGED_ELSEWHERE")


async def test_what_a_condition_hides_leaves_before_it_is_sent(city: City) -> None:
    camille = await city.sign_in("camille")
    typed = INSCRIPTION | {"pai": True}
    await save(camille, "d1", "inscription-periscolaire", typed, child="c_alice")
    await add(camille, "d1", "secret", "pai-document")
    await add(camille, "d1", "assurance", "assurance")
    typed = INSCRIPTION | {"activites": ["periscolaire"]}
    await save(camille, "d1", "inscription-periscolaire", typed, child="c_alice", revision=1)
    drafted = (await camille.get("/procedures/d1")).json()
    sent = await submit(camille, "d1", 2)
    read = (await camille.get("/procedures/d1")).json()

    assert "regime" in drafted["answers"]
    assert sent.status_code == 200
    assert "regime" not in read["answers"]
    assert [document["id"] for document in read["documents"]] == ["assurance"]


async def test_two_guardians_send_at_once_and_one_number_is_given(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await save(camille, "d1", "absence-justifiee", ABSENCE, child="c_alice")
    answers = await asyncio.gather(submit(camille, "d1"), submit(karim, "d1"))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert {answer.json()["number"] for answer in answers} == {"D-2026-000001"}
    assert len((await camille.get("/procedures/d1")).json()["history"]) == 1


async def test_many_at_once_have_numbers_without_holes(city: City) -> None:
    clients = [await city.sign_in(who) for who in ("camille", "samia", "jules")]
    children = ["c_alice", "c_yanis", "c_zoe"]
    answers = await asyncio.gather(
        *(
            send_absence(client, f"a{turn}", child)
            for client, child in zip(clients, children, strict=True)
            for turn in "12"
        )
    )

    assert sorted(answer["number"] for answer in answers) == [f"D-2026-{number:06d}" for number in range(1, 7)]


async def test_what_is_withdrawn_is_over(city: City) -> None:
    camille = await city.sign_in("camille")
    await send_absence(camille)
    codes = [(await camille.post("/procedures/absence/withdraw")).status_code for _ in range(2)]
    await save(camille, "d2", "absence-justifiee", {})
    draft = await camille.post("/procedures/d2/withdraw")
    await send_absence(camille, "d3")
    await decide(city, await row_of(city, "h_martin", "d3"))
    decided = await camille.post("/procedures/d3/withdraw")

    assert codes == [204, 204]
    assert (await camille.get("/procedures/absence")).json()["state"] == "withdrawn"
    assert (draft.status_code, draft.json()["code"]) == (409, "NOT_SENT")
    assert (decided.status_code, decided.json()["code"]) == (409, "ALREADY_DECIDED")


async def test_lists_have_groups_states_words_and_pages(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(25):
        city.clock.advance(minutes=1)
        await save(camille, f"d{number}", "erreur-facture", {})
    await send_inscription(camille)
    await send_absence(camille)
    first = (await camille.get("/procedures", params={"group": "current"})).json()
    second = (await camille.get("/procedures", params={"group": "current", "cursor": first["next"]})).json()
    sent = (await camille.get("/procedures", params={"group": "sent", "state": "pending"})).json()
    none = (await camille.get("/procedures", params={"group": "current", "state": "pending"})).json()
    found = (await camille.get("/procedures", params={"q": "INSCRIPTION alice"})).json()
    numbered = (await camille.get("/procedures", params={"q": "D-2026-000002"})).json()

    ids = [item["id"] for item in first["items"] + second["items"]]
    assert ids == [f"d{number}" for number in reversed(range(25))]
    assert (len(first["items"]), second["next"], first["counts"]) == (20, None, {"current": 25, "sent": 2})
    assert {item["id"] for item in sent["items"]} == {"inscription", "absence"}
    assert none["items"] == []
    assert [item["id"] for item in found["items"]] == ["inscription"]
    assert [item["id"] for item in numbered["items"]] == ["absence"]
    assert (await camille.get("/procedures", params={"cursor": "x"})).status_code == 422
