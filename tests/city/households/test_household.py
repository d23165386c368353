"""The household as its guardians see it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from city.households.models import HouseholdRow
from tests.city.city import City


async def test_a_guardian_sees_the_household_children_by_birth_and_services_in_the_order_of_the_day(
    city: City,
) -> None:
    camille = await city.sign_in("camille")
    answer = (await camille.get("/household")).json()

    assert (answer["name"], answer["quotient"], answer["now"]) == ("Famille Martin", 742, "2026-11-23T08:00:00+01:00")
    assert [(person["first_name"], person["you"]) for person in answer["guardians"]] == [
        ("Camille", True),
        ("Karim", False),
    ]
    assert [(child["first_name"], child["rank"], child["class_name"]) for child in answer["children"]] == [
        ("Alice", 1, "CM1"),
        ("Noé", 2, "CP"),
        ("Lila", 3, "MS"),
    ]
    assert [service["id"] for service in answer["services"]] == list(city.town.services)


async def test_a_registration_names_the_services_that_the_childs_school_has(city: City) -> None:
    camille = await city.sign_in("camille")
    children = (await camille.get("/household")).json()["children"]
    services = {
        child["first_name"]: {name for row in child["registrations"] for name in row["services"]} for child in children
    }

    assert "etude" in services["Alice"]
    assert "accueil-soir" not in services["Alice"]
    assert "accueil-soir" in services["Lila"]
    assert "etude" not in services["Lila"]


async def test_a_service_says_what_a_parent_needs_to_choose_it(city: City) -> None:
    camille = await city.sign_in("camille")
    services = {service["id"]: service for service in (await camille.get("/household")).json()["services"]}

    assert services["restauration-scolaire"] == {
        "id": "restauration-scolaire",
        "name": "Restauration scolaire",
        "short_name": "midi",
        "activity": "restauration",
        "activity_name": "Restauration scolaire",
        "icon": "meal",
        "moment": "noon",
        "starts": "11:30",
        "ends": "13:30",
        "requires": [],
        "excludes": [],
        "linked": [],
        "waiting_list": True,
        "validation": False,
    }


async def test_a_shared_child_is_in_both_households_and_nothing_else_crosses(city: City) -> None:
    samia = await city.sign_in("samia")
    answer = (await samia.get("/household")).json()

    assert [child["first_name"] for child in answer["children"]] == ["Yanis", "Noé"]
    assert [person["first_name"] for person in answer["guardians"]] == ["Samia"]
    assert answer["quotient"] == 1210
    assert "Camille" not in str(answer)


async def test_an_unknown_or_lapsed_quotient_is_null(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        await session.execute(
            update(HouseholdRow).where(HouseholdRow.id == "h_martin").values(quotient_to=date(2026, 11, 22))
        )
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")

    assert (await camille.get("/household")).json()["quotient"] is None
    assert (await jules.get("/household")).json()["quotient"] is None
