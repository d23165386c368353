"""What each child is registered to, as its households see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from city.households.models import RegistrationRow
from tests.city.city import City
from tests.city.procedures.essais import ask_back, decide, row_of, save, send_inscription, submit


async def children(client: Any) -> dict[str, dict[str, Any]]:
    answer = await client.get("/registrations")
    assert answer.status_code == 200
    return {child["child"]: child for child in answer.json()["children"]}


def states(child: dict[str, Any]) -> dict[str, str]:
    return {item["activity"]: item["state"] for item in child["items"]}


async def unregister(city: City, child: str, *activities: str) -> None:
    async with city.database.transaction(write=True) as session:
        await session.execute(
            delete(RegistrationRow).where(RegistrationRow.child_id == child, RegistrationRow.activity.in_(activities))
        )


async def test_a_child_is_registered_to_activities_with_the_services_of_its_school(city: City) -> None:
    camille = await city.sign_in("camille")
    found = await children(camille)
    item = found["c_lila"]["items"][0]

    assert list(found) == ["c_alice", "c_noe", "c_lila"]
    assert {child["state"] for child in found.values()} == {"up_to_date"}
    assert (item["activity_name"], item["services"]) == (
        "Accueils périscolaires",
        ["Accueil du matin", "Accueil du soir"],
    )
    assert (item["from"], item["to"], item["state"], item["procedure"]) == ("2026-09-01", "2027-07-03", "active", None)
    assert found["c_lila"]["open"] == []


async def test_what_is_not_registered_is_open_until_it_is_asked_for_and_then_waits(city: City) -> None:
    camille = await city.sign_in("camille")
    await unregister(city, "c_alice", "mercredis", "vacances")
    before = (await children(camille))["c_alice"]
    await send_inscription(camille)
    waiting = (await children(camille))["c_alice"]
    await ask_back(city, await row_of(city, "h_martin", "inscription"), [])
    asked = (await children(camille))["c_alice"]
    await submit(camille, "inscription", 2)
    await decide(city, await row_of(city, "h_martin", "inscription"))
    after = (await children(camille))["c_alice"]

    assert before["open"] == [
        {"activity": name, "activity_name": title, "key": "inscription-periscolaire"}
        | {"from": "2026-11-23", "to": "2027-08-31"}
        for name, title in (("mercredis", "Mercredis"), ("vacances", "Centre de loisirs"))
    ]
    assert [item["activity"] for item in waiting["open"]] == ["vacances"]
    assert (states(waiting)["mercredis"], waiting["state"]) == ("pending", "pending")
    assert next(item["procedure"] for item in waiting["items"] if item["state"] == "pending") == "inscription"
    assert asked == waiting
    assert (states(after)["mercredis"], after["state"]) == ("active", "up_to_date")


async def test_what_was_refused_is_said_until_it_is_asked_for_again(city: City) -> None:
    camille = await city.sign_in("camille")
    await unregister(city, "c_alice", "mercredis")
    await send_inscription(camille)
    await decide(city, await row_of(city, "h_martin", "inscription"), "rejected", "Il n'y a plus de place.")
    refused = (await children(camille))["c_alice"]
    await send_inscription(camille, "encore")
    again = (await children(camille))["c_alice"]

    assert (states(refused)["mercredis"], refused["state"]) == ("refused", "up_to_date")
    assert [item["activity"] for item in refused["open"]] == ["mercredis"]
    assert states(again)["mercredis"] == "pending"


async def test_from_may_on_the_year_that_ends_is_to_be_renewed(city: City) -> None:
    city.clock.set(datetime.fromisoformat("2027-04-30T09:00+02:00"))
    april = await children(await city.sign_in("camille"))
    city.clock.set(datetime.fromisoformat("2027-05-03T09:00+02:00"))
    camille = await city.sign_in("camille")
    may = await children(camille)
    everything = ["periscolaire", "restauration", "mercredis", "vacances"]
    await send_inscription(camille, child="c_lila", annee="2027-2028", activites=everything)
    asked = await children(camille)
    await decide(city, await row_of(city, "h_martin", "inscription"))
    renewed = await children(camille)
    city.clock.set(datetime.fromisoformat("2027-09-06T09:00+02:00"))
    september = await children(await city.sign_in("camille"))

    assert april["c_lila"]["state"] == "up_to_date"
    assert (may["c_lila"]["state"], set(states(may["c_lila"]).values())) == ("to_renew", {"to_renew"})
    assert {(one["from"], one["to"]) for one in may["c_lila"]["open"]} == {("2027-09-01", "2028-08-31")}
    assert asked["c_lila"]["state"] == "pending"
    assert (renewed["c_lila"]["state"], renewed["c_lila"]["open"]) == ("up_to_date", [])
    assert (september["c_lila"]["state"], september["c_alice"]["state"]) == ("up_to_date", "none")
    assert len(september["c_alice"]["open"]) == 4


async def test_a_shared_childs_registrations_are_shared_and_the_procedure_is_not(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await unregister(city, "c_noe", "mercredis")
    await send_inscription(camille, child="c_noe")
    before = (await children(samia))["c_noe"]
    await decide(city, await row_of(city, "h_martin", "inscription"))
    after = (await children(samia))["c_noe"]

    assert list(await children(samia)) == ["c_yanis", "c_noe"]
    assert "mercredis" not in states(before)
    assert [item["activity"] for item in before["open"]] == ["mercredis"]
    assert states(after)["mercredis"] == "active"
    assert "inscription" not in {item["procedure"] for item in after["items"]}


async def test_the_dashboards_blocks_count_and_show_what_matters_most(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(4):
        city.clock.advance(minutes=1)
        await save(camille, f"d{number}", "erreur-facture", {})
    await send_inscription(camille, "a")
    await ask_back(city, await row_of(city, "h_martin", "a"), ["assurance"], "Illisible.")
    city.clock.advance(minutes=1)
    await save(camille, "d0", "erreur-facture", {"facture": "2026-000731"}, revision=1)
    await send_inscription(camille, "b", "c_lila")
    await decide(city, await row_of(city, "h_martin", "b"))
    found = (await camille.get("/dashboard")).json()["blocks"]
    to_do, sent, catalogue, registered = (found[name] for name in ("to_do", "sent", "catalogue", "registrations"))

    assert [item["id"] for item in to_do["items"]] == ["a", "d0", "d3"]
    assert (to_do["drafts"], to_do["to_complete"]) == (4, 1)
    assert sent == {"pending": 0, "validated": 1, "rejected": 0}
    assert ([item["key"] for item in catalogue["items"]][:2], catalogue["others"]) == (
        ["inscription-periscolaire", "quotient-familial"], 5,
    )  # fmt: skip
    assert [child["state"] for child in registered["children"]] == ["pending", "up_to_date", "up_to_date"]
