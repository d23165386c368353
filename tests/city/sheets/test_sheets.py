"""« Mon Foyer »: what is shown, how each fact changes, what is missing, and what two households share."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from city.households.facts import AddressRow, ChildSheetRow
from city.households.models import HouseholdRow
from tests.city.city import START, City

GRANDMOTHER = {"name": "Odile Martin", "link": "Grand-mère", "phone": "06 12 34 56 78"}


async def sheet(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/household/sheet")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def child_of(seen: dict[str, Any], child: str) -> dict[str, Any]:
    return next(one for one in seen["children"] if one["id"] == child)


async def put(client: httpx.AsyncClient, contact: str = "k1", **changes: Any) -> httpx.Response:
    body = {**GRANDMOTHER, "children": ["c_noe"], "pick_up": True, **changes}
    return await client.put(f"/household/sheet/contacts/{contact}", json=body)


async def test_a_household_sees_itself_and_how_each_fact_changes(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        for first, street in ((date(2020, 1, 1), "1 rue Vieille"), (date(2026, 9, 1), "2 rue Neuve")):
            session.add(AddressRow(household_id="h_martin", first_day=first, street=street, postcode="94350", town="V"))
        session.add(
            AddressRow(household_id="h_martin", first_day=date(2027, 1, 1), street="3", postcode="94350", town="V")
        )
    seen = await sheet(await city.sign_in("camille"))

    assert seen["address"]["street"] == "2 rue Neuve"
    assert [(one["first_name"], one["you"]) for one in seen["guardians"]] == [("Camille", True), ("Karim", False)]
    assert seen["guardians"][0]["email"] == "camille.martin@exemple.fr"
    assert [one["first_name"] for one in seen["children"]] == ["Alice", "Noé", "Lila"]
    assert [child_of(seen, child)["shared"] for child in ("c_alice", "c_noe")] == [False, True]
    assert seen["changes"]["diet"] == seen["changes"]["phones"] == "now"
    assert seen["changes"]["allergies"] == "procedure:fiche-sanitaire"
    assert seen["changes"]["address"] == "procedure:changement-adresse"


async def test_phones_change_at_once_for_the_households_guardians_only(city: City) -> None:
    camille = await city.sign_in("camille")
    ids = {one["first_name"]: one["id"] for one in (await sheet(camille))["guardians"]}
    body = {"phones": ["06 11 22 33 44", "+33 1 49 41 28 00", "06 11 22 33 44"]}

    assert (await camille.patch(f"/household/sheet/people/{ids['Karim']}", json=body)).status_code == 204

    assert (await sheet(camille))["guardians"][1]["phones"] == ["06 11 22 33 44", "+33 1 49 41 28 00"]
    samia = await city.sign_in("samia")
    assert (await samia.patch(f"/household/sheet/people/{ids['Karim']}", json=body)).status_code == 404
    assert (
        await camille.patch(f"/household/sheet/people/{ids['Karim']}", json={"phones": ["appelez-moi"]})
    ).status_code == 422


async def test_what_no_procedure_changes_is_changed_at_once_and_the_rest_names_it(city: City) -> None:
    camille = await city.sign_in("camille")
    path = "/household/sheet/children/c_noe"
    assert (await camille.patch(path, json={"diet": " Sans porc "})).status_code == 204
    refused = await camille.patch(path, json={"diet": "autre", "allergies": "arachide"})

    assert (refused.status_code, refused.json()["code"]) == (409, "NEEDS_PROCEDURE")
    assert refused.json()["params"]["key"] == "fiche-sanitaire"
    for who in ("camille", "samia"):
        assert child_of(await sheet(await city.sign_in(who)), "c_noe")["diet"] == "Sans porc"
    assert (await camille.patch(path, json={"diet": None})).status_code == 204
    assert child_of(await sheet(camille), "c_noe")["diet"] is None


async def test_the_other_household_is_told_what_changed_for_a_shared_child_and_of_no_other(city: City) -> None:
    camille, karim, samia = [await city.sign_in(who) for who in ("camille", "karim", "samia")]
    for _twice in range(2):
        await camille.patch("/household/sheet/children/c_noe", json={"diet": "Sans porc"})
    await camille.patch("/household/sheet/children/c_alice", json={"diet": "Sans porc"})
    await put(camille, children=["c_noe", "c_alice"], emergency=True)
    await put(camille, "k2", pick_up=False, emergency=True)

    told = (await samia.get("/notifications")).json()["items"]
    assert sorted((item["kind"], item["params"]["child_name"], item["params"]["what"]) for item in told) == [
        ("child_changed", "Noé", "pick_up"),
        ("child_changed", "Noé", "sheet"),
    ]
    assert {(item["to"]["page"], item["to"]["id"]) for item in told} == {("child", "c_noe")}
    for own in (camille, karim):
        assert (await own.get("/notifications")).json()["items"] == []


async def test_nothing_of_another_households_child_is_seen_or_changed(city: City) -> None:
    jules = await city.sign_in("jules")
    answers = [
        await jules.patch("/household/sheet/children/c_noe", json={"diet": "x"}),
        await put(jules),
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (await sheet(jules))["contacts"] == []
    nobody = [
        await city.client.get("/household/sheet"),
        await put(city.client),
        await city.client.delete("/household/sheet/contacts/k1"),
        await city.client.patch("/household/sheet/children/c_noe", json={}),
        await city.client.patch("/household/sheet/people/p", json={"phones": []}),
    ]
    assert {answer.status_code for answer in nobody} == {401}


async def test_who_may_pick_up_a_shared_child_is_seen_and_changed_by_both(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await put(camille, children=["c_noe", "c_alice"], emergency=True)
    theirs = (await sheet(samia))["contacts"]

    assert [(one["name"], one["children"], one["emergency"], one["mine"]) for one in theirs] == [
        ("Odile Martin", ["c_noe"], False, False)
    ]
    assert (await put(samia, theirs[0]["id"], phone="07 00 00 00 00")).status_code == 204
    assert (await put(samia, theirs[0]["id"], pick_up=False)).status_code == 422
    mine = (await sheet(camille))["contacts"][0]
    assert (mine["phone"], mine["children"], mine["emergency"]) == ("07 00 00 00 00", ["c_alice", "c_noe"], True)


async def test_taking_somebody_off_a_shared_child_leaves_the_others(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await put(camille, children=["c_noe", "c_alice"])
    (seen,) = (await sheet(samia))["contacts"]
    for _twice in range(2):
        assert (await samia.delete(f"/household/sheet/contacts/{seen['id']}")).status_code == 204
    assert [one["children"] for one in (await sheet(camille))["contacts"]] == [["c_alice"]]
    assert (await sheet(samia))["contacts"] == []

    await camille.delete("/household/sheet/contacts/k1")
    assert (await sheet(camille))["contacts"] == []


async def test_an_emergency_contact_of_one_household_is_not_the_others(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await put(camille, pick_up=False, emergency=True)

    assert (await sheet(samia))["contacts"] == []
    assert (await put(samia, name="Paul", pick_up=False)).status_code == 204, (
        "an id that another household has tells nothing"
    )
    assert [one["name"] for one in (await sheet(samia))["contacts"]] == ["Paul"]
    assert [one["name"] for one in (await sheet(camille))["contacts"]] == ["Odile Martin"]


async def test_a_contact_for_a_child_of_another_household_is_refused_whole(city: City) -> None:
    camille = await city.sign_in("camille")
    assert (await put(camille, children=["c_noe", "c_yanis"])).status_code == 404
    assert (await sheet(camille))["contacts"] == []


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"insurance_company": "MAE", "insurance_until": date(2026, 11, 22)}, "INSURANCE_EXPIRED"),
        ({"insurance_company": "MAE", "insurance_until": date(2026, 11, 23)}, None),
        ({"pai_until": date(2026, 12, 1)}, "PAI_ENDS"),
        ({"pai_until": date(2027, 6, 1)}, None),
    ],
)
async def test_what_is_out_of_date_is_said(city: City, fact: dict[str, Any], code: str | None) -> None:
    known = {"insurance_company": "MAE", "doctor_phone": "01 00 00 00 00", **fact}
    async with city.database.transaction(write=True) as session:
        session.add(ChildSheetRow(child_id="c_alice", changed_at=START, **known))
    seen = await sheet(await city.sign_in("camille"))

    assert [one["code"] for one in seen["notices"] if one["child"] == "c_alice"] == ([code] if code else [])


async def test_what_is_missing_is_said_and_goes_when_told(city: City) -> None:
    camille = await city.sign_in("camille")
    before = [(one["code"], one["child"]) for one in (await sheet(camille))["notices"]]
    assert ("CONTACT_MISSING", None) in before
    assert ("DOCTOR_MISSING", "c_lila") in before
    await put(camille, emergency=True)
    assert ("CONTACT_MISSING", None) not in [(one["code"], one["child"]) for one in (await sheet(camille))["notices"]]


async def test_a_quotient_that_ends_or_ended_is_said_first(city: City) -> None:
    camille = await city.sign_in("camille")
    codes = []
    for last in (date(2026, 12, 31), date(2026, 12, 10), date(2026, 11, 22)):
        async with city.database.transaction(write=True) as session:
            (await session.get_one(HouseholdRow, "h_martin")).quotient_to = last
        pressing = [one["code"] for one in (await sheet(camille))["notices"] if one["code"] != "CONTACT_MISSING"]
        codes.append(pressing[0])
    assert codes == ["INSURANCE_MISSING", "QUOTIENT_ENDS", "QUOTIENT_LAPSED"]


async def test_the_dashboard_says_what_the_sheet_says(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/dashboard")
    assert answer.status_code == 200, answer.text
    block = answer.json()["blocks"]["sheet"]
    assert block["notices"] == (await sheet(camille))["notices"]
