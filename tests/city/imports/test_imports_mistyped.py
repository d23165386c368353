"""A mistyped number opens nobody else's door: a name has to say the same."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from city.households.models import ChildRow
from tests.city.city import City
from tests.city.imports.lists import LOU, NOBODY, TOM, effects, family, imported, listed, planned, told


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"F1;Zed;Haie;zed@exemple.fr;;;;{TOM}", "ce numéro est celui du foyer de Ana Roy, Paul Roy"),
        (f"F1{NOBODY};E1;Max;Haie;01/01/2018;Jean-Jaurès;CE2", "celui de Lou Roy, de naissance 14/03/2017"),
        ("F7;Zed;Haie;;;;;E1;Lou;Haie;01/01/2018;Jean-Jaurès;CE2", "celui de Lou Roy, de naissance 14/03/2017"),
    ],
)
async def test_a_mistyped_number_opens_nobody_elses_door(city: City, line: str, reason: str) -> None:
    await imported(city, family())
    plan = await planned(city, listed(line))
    assert effects(plan) == {2: "refused"}
    assert reason in told(plan.outcomes[0])
    assert (plan.households, plan.children) == ([], [])


@pytest.mark.parametrize("known", [True, False])
async def test_a_line_with_nothing_but_a_number_needs_a_name_of_the_household(city: City, known: bool) -> None:
    """The number of the Roys, typed for that of another family: nothing else on the line says whose child it is."""
    if known:
        await imported(city, family())
    born = "01/01/2018;Jean-Jaurès;CE2"
    lines = [
        f"F1{NOBODY};E5;Max;de la Haie;{born}",
        f"F1;Ana;Roy;ana.roy@exemple.fr;Paul;Roy;;E6;Eve;Haie;{born}",
        f"F1{NOBODY};E7;Ida;Petit-Roy;{born}",
        f"F1{NOBODY};E8;Léo;ROY;{born}",
    ]
    plan = await planned(city, family(*lines))
    assert [effects(plan)[line] for line in (4, 5, 6, 7)] == ["refused", "new", "new", "new"]
    said = told(plan.outcomes[2])
    assert "foyer: le foyer F1 est celui de Ana Roy, Paul Roy" in said and "écrivez aussi l'un d'eux" in said
    assert "dans le foyer de Ana Roy, Paul Roy" in told(plan.outcomes[4])
    assert "dans le foyer" not in told(plan.outcomes[3]), "its own line names them"
    await imported(city, family(*lines))
    again = await planned(city, family(f"F1{NOBODY};E6;Eve;Haie;{born}", *lines[2:]))
    assert set(effects(again).values()) == {"same"}, "whoever is there already needs no name"
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).where(ChildRow.number.in_(["E5", "E6", "E7", "E8"]))) == 3


async def test_a_known_child_comes_into_another_household_by_a_name_too(city: City) -> None:
    haie = "F2;Zed;Haie;zed.haie@exemple.fr;;;"
    await imported(city, family(f"{haie};E9;Max;Haie;01/01/2018;Jean-Jaurès;CE2"))
    mistyped, meant = await planned(city, listed(f"F2{NOBODY};{LOU}")), await planned(city, listed(f"{haie};{LOU}"))
    assert effects(mistyped) == {2: "refused"} and "le foyer F2 est celui de Zed Haie" in told(mistyped.outcomes[0])
    assert effects(meant) == {2: "changed"} and mistyped.children == []
