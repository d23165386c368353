"""The city's side: asking back, deciding, and what a decision changes."""

from __future__ import annotations

import asyncio
from datetime import date
from io import BytesIO
from typing import Any

import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from city.bookings.models import BookingRow
from city.errors import Refusal
from city.households.facts import AddressRow, ChildSheetRow
from city.households.models import HouseholdRow, RegistrationRow
from city.procedures.refusals import AlreadyDecided, ChangedElsewhere, WordsRequired
from city.procedures.waiting import open_file
from tests.city.city import City
from tests.city.procedures.essais import (
    ADDRESS,
    add,
    ask_back,
    decide,
    row_of,
    save,
    send_absence,
    send_inscription,
    submit,
)


async def rows(city: City, kind: Any, *where: Any) -> list[Any]:
    async with city.database.transaction() as session:
        return list(await session.scalars(select(kind).where(*where)))


async def unregistered(city: City, child: str, activity: str) -> None:
    async with city.database.transaction(write=True) as session:
        for row in await session.scalars(
            select(RegistrationRow).where(RegistrationRow.child_id == child, RegistrationRow.activity == activity)
        ):
            await session.delete(row)


async def slots(client: Any, child: str, service: str) -> int:
    answer = await client.get(
        "/calendar", params={"from": "2026-12-01", "to": "2026-12-18", "child": child, "service": service}
    )
    return len(answer.json()["slots"])


async def test_a_validated_inscription_opens_its_bookings(city: City) -> None:
    camille = await city.sign_in("camille")
    await unregistered(city, "c_alice", "mercredis")
    await send_inscription(camille)
    before = await slots(camille, "c_alice", "mercredi-journee")
    await decide(city, await row_of(city, "h_martin", "inscription"), words="Bienvenue aux mercredis.")
    read = (await camille.get("/procedures/inscription")).json()

    assert before == 0
    assert await slots(camille, "c_alice", "mercredi-journee") > 0
    assert (read["state"], read["words"]) == ("validated", "Bienvenue aux mercredis.")
    assert read["effect"] == {
        "code": "REGISTERED",
        "params": {"activities": ["Mercredis"], "from": "2026-11-23", "to": "2027-08-31"},
    }
    assert [(event["state"], event["by"]) for event in read["history"]] == [
        ("pending", "Camille Martin"), ("validated", "Nadia, service scolaire"),
    ]  # fmt: skip


async def test_two_inscriptions_of_a_shared_child_make_one_registration(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send_inscription(camille, "a", "c_noe")
    await send_inscription(samia, "b", "c_noe", debut="2027-01-04")
    procedures = [await row_of(city, "h_martin", "a"), await row_of(city, "h_benali", "b")]
    await asyncio.gather(*(decide(city, row) for row in procedures))
    found = await rows(
        city, RegistrationRow, RegistrationRow.child_id == "c_noe", RegistrationRow.activity == "mercredis"
    )

    assert [(row.first_day, row.last_day) for row in found] == [(date(2026, 9, 1), date(2027, 8, 31))]


async def test_the_other_household_of_a_child_hears_that_it_is_registered_and_nothing_of_the_procedure(
    city: City,
) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send_inscription(camille, "a", "c_noe")
    await decide(city, await row_of(city, "h_martin", "a"), words="Bienvenue")

    async def bell(client: httpx.AsyncClient) -> list[tuple[str, str | None]]:
        items = (await client.get("/notifications")).json()["items"]
        return [(item["kind"], item["params"].get("what")) for item in items]

    assert await bell(camille) == [("procedure_decided", None)]
    assert await bell(samia) == [("child_changed", "registrations")]
    assert "Bienvenue" not in (await samia.get("/notifications")).text


async def test_what_is_asked_back_is_completed_and_only_that(city: City) -> None:
    camille = await city.sign_in("camille")
    sent = await send_inscription(camille)
    await ask_back(city, await row_of(city, "h_martin", "inscription"), ["assurance", "activites"], "Illisible.")
    read = (await camille.get("/procedures/inscription")).json()
    replayed = await submit(camille, "inscription", 1)
    typed = {"urgence": "07 00 00 00 00", "activites": ["mercredis", "restauration"], "regime": "vegetarien"}
    saved = await save(camille, "inscription", "inscription-periscolaire", typed, revision=read["revision"])
    await camille.delete("/procedures/inscription/documents/assurance")
    missing = await submit(camille, "inscription", saved.json()["revision"])
    await add(camille, "inscription", "nouvelle", "assurance")
    again = await submit(camille, "inscription", saved.json()["revision"])
    answers = (await camille.get("/procedures/inscription")).json()["answers"]

    assert (read["state"], read["words"], read["asked"]) == ("to_complete", "Illisible.", ["activites", "assurance"])
    assert read["editable"] == ["activites", "regime", "assurance"]
    assert (replayed.status_code, replayed.json()["code"]) == (409, "CHANGED_ELSEWHERE")
    assert missing.json()["code"] == "INCOMPLETE"
    assert (again.json()["number"], again.json()["state"], again.json()["words"]) == (sent["number"], "pending", None)
    assert (answers["urgence"], answers["regime"]) == ("06 12 34 56 78", "vegetarien")
    assert answers["activites"] == ["mercredis", "restauration"]


async def test_two_agents_at_once_and_the_second_is_told(city: City) -> None:
    camille = await city.sign_in("camille")
    await send_absence(camille)
    row = await row_of(city, "h_martin", "absence")
    found = await asyncio.gather(
        decide(city, row), decide(city, row, "rejected", "Non."), ask_back(city, row, []), return_exceptions=True
    )
    refused = [one for one in found if isinstance(one, Refusal)]

    assert len(refused) == 2
    assert {type(one) for one in refused} == {AlreadyDecided}
    assert refused[0].params["by"] == "Nadia, service scolaire"
    assert len((await camille.get("/procedures/absence")).json()["history"]) == 2


async def test_nobody_decides_on_answers_that_changed_since_they_were_read(city: City) -> None:
    camille = await city.sign_in("camille")
    await send_absence(camille)
    seen = await row_of(city, "h_martin", "absence")
    await ask_back(city, seen, [])
    await submit(camille, "absence", 2)
    with pytest.raises(ChangedElsewhere):
        await decide(city, seen)
    await camille.post("/procedures/absence/withdraw")
    with pytest.raises(AlreadyDecided):
        await decide(city, await row_of(city, "h_martin", "absence"))


async def test_a_rejection_says_why_and_is_corrected_into_a_new_draft(city: City) -> None:
    camille = await city.sign_in("camille")
    await send_inscription(camille)
    row = await row_of(city, "h_martin", "inscription")
    with pytest.raises(WordsRequired):
        await decide(city, row, "rejected", "  ")
    await decide(city, row, "rejected", "L'attestation est celle de l'an dernier.")
    made = [await camille.post("/procedures/inscription/correct", json={"id": "new"}) for _ in range(2)]
    taken = await camille.post("/procedures/new/correct", json={"id": "newer"})
    await camille.delete("/procedures/new/documents/assurance")
    old = (await camille.get("/procedures/inscription")).json()
    file = await camille.get("/procedures/inscription/documents/assurance")

    assert [answer.status_code for answer in made] == [201, 201]
    draft = made[0].json()
    assert (draft["state"], draft["number"], draft["child"], draft["revision"]) == ("draft", None, "c_alice", 1)
    assert draft["answers"]["assurance"] == ["assurance"]
    assert (taken.status_code, taken.json()["code"]) == (409, "NOT_SENT")
    assert (old["state"], old["words"]) == ("rejected", "L'attestation est celle de l'an dernier.")
    assert file.content.startswith(b"%PDF-")


async def test_the_family_is_told_of_what_the_city_asks_and_decides(city: City) -> None:
    from city.notifications.models import NotificationRow

    camille = await city.sign_in("camille")
    await send_absence(camille)
    await ask_back(city, await row_of(city, "h_martin", "absence"), [], "Quel jour ?")
    await submit(camille, "absence", 2)
    await decide(city, await row_of(city, "h_martin", "absence"))
    found = await rows(city, NotificationRow)

    assert sorted((row.kind, row.account_id) for row in found) == [
        ("procedure_decided", "a_camille"), ("procedure_decided", "a_karim"),
        ("procedure_to_complete", "a_camille"), ("procedure_to_complete", "a_karim"),
    ]  # fmt: skip
    assert {(row.to_page, row.to_id) for row in found} == {("procedure", "absence")}


async def test_an_address_a_quotient_and_a_sheet_are_changed(city: City) -> None:
    camille = await city.sign_in("camille")
    await save(camille, "a", "changement-adresse", ADDRESS)
    await add(camille, "a", "f", "domicile")
    await save(camille, "q", "quotient-familial", {"allocataire": False, "quotient": 512})
    await add(camille, "q", "f", "impots")
    sheet = {"medecin": "Dr Ferrand", "telephone": "01 49 30 00 00", "allergique": False, "allergies": "aucune"}
    await save(camille, "s", "fiche-sanitaire", sheet, child="c_noe")
    await add(camille, "s", "f", "vaccins")
    effects = {}
    for identity in ("a", "q", "s"):
        assert (await submit(camille, identity)).status_code == 200
        effects[identity] = (await decide(city, await row_of(city, "h_martin", identity))).effect
    address, household = (await rows(city, AddressRow))[0], await rows(city, HouseholdRow)
    noe = (await rows(city, ChildSheetRow))[0]

    assert (address.household_id, address.first_day, address.postcode) == ("h_martin", date(2026, 12, 1), "94350")
    assert {row.id: (row.quotient, row.quotient_to) for row in household} == {
        "h_martin": (512, date(2026, 12, 31)), "h_benali": (1210, None), "h_petit": (None, None),
    }  # fmt: skip
    assert effects["q"] == {
        "code": "QUOTIENT_CHANGED", "params": {"value": 512, "from": "2026-11-23", "to": "2026-12-31"},
    }  # fmt: skip
    assert (noe.child_id, noe.doctor_name, noe.allergies) == ("c_noe", "Dr Ferrand", None)


async def test_a_new_quotient_prices_what_is_booked_again(city: City) -> None:
    camille = await city.sign_in("camille")
    line = {"op": "book", "child": "c_alice", "service": "restauration-scolaire", "date": "2026-12-01"}
    await camille.post("/submissions", json={"lines": [line | {"price_cents": 385}]}, headers={"Idempotency-Key": "k"})
    await save(camille, "q", "quotient-familial", {"allocataire": False, "quotient": 250})
    await add(camille, "q", "f", "impots")
    await submit(camille, "q")
    await decide(city, await row_of(city, "h_martin", "q"))
    await city.run_jobs("prices")

    assert [row.price_cents for row in await rows(city, BookingRow)] == [90]


async def test_a_justified_absence_is_noted_on_the_households_own_bookings_only(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    for client, day, price in ((camille, "2026-11-26", 385), (samia, "2026-11-27", 520), (camille, "2026-11-30", 385)):
        line = {"op": "book", "child": "c_noe", "service": "restauration-scolaire", "date": day, "price_cents": price}
        answer = await client.post("/submissions", json={"lines": [line]}, headers={"Idempotency-Key": day})
        assert answer.json()["lines"][0]["verdict"] == "booked"
    typed = {"premier-jour": "2026-11-26", "dernier-jour": "2026-11-27", "motif": "autre", "precision": "Grippe."}
    await save(camille, "a", "absence-justifiee", typed, child="c_noe")
    await submit(camille, "a")
    row = await decide(city, await row_of(city, "h_martin", "a"))
    states = {str(row.day): row.state for row in await rows(city, BookingRow)}

    assert states == {"2026-11-26": "absent_justified", "2026-11-27": "booked", "2026-11-30": "booked"}
    assert row.effect == {
        "code": "ABSENCE_NOTED", "params": {"from": "2026-11-26", "to": "2026-11-27", "count": 1},
    }  # fmt: skip


async def test_a_certificate_comes_with_the_answer_and_is_the_households_own(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await save(camille, "c", "attestation-inscription", {"usage": "caf"}, child="c_noe")
    await submit(camille, "c")
    await decide(city, row := await row_of(city, "h_martin", "c"))
    async with city.database.transaction() as session:
        given = (await open_file(session, row.id)).given
    read = (await camille.get("/procedures/c")).json()
    document = read["effect"]["params"]["document"]
    paper = await camille.get(f"/procedures/c/documents/{document}")
    text = PdfReader(BytesIO(paper.content)).pages[0].extract_text()

    assert read["effect"]["code"] == "CERTIFICATE_MADE"
    assert [(one["id"], one["field"], one["name"]) for one in read["documents"]] == [
        (document, "", "Attestation d’inscription Noé.pdf")
    ]
    assert [paper.app_id for paper in given] == [document]
    assert "Noé Martin" in text
    assert "École élémentaire Jean-Jaurès" in text
    assert "Mercredis" in text
    assert (await samia.get(f"/procedures/c/documents/{document}")).status_code == 404
