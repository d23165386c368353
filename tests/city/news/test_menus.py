"""Menus: imported from a CSV file line by line, repeatable, read by families."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.news.importing import COLUMNS, Change, Course, apply, compared, decoded, read_menus
from city.news.menus import ALLERGENS, COURSES, MARKS, course_name, mark_name
from tests.city.city import City

TODAY = date(2026, 11, 23)
FILE = """jour;plat;nom;mentions
26/11/2026;Dessert;Pomme;bio, local
26/11/2026;ENTRÉE;Carottes râpées;Bio
2026-11-26;plat;Gratin de pâtes;végétarien,gluten, lait
;;;
27/11/2026;plat principal;Poisson pané;poissons, œuf
27/11/2026;produit laitier;Comté;AOP, lait
"""


def test_a_file_is_read_in_the_order_of_the_meal() -> None:
    read = read_menus(FILE, TODAY)

    assert read.wrong == []
    assert read.days == {
        date(2026, 11, 26): [
            {"kind": "starter", "name": "Carottes râpées", "marks": ["bio"]},
            {"kind": "main", "name": "Gratin de pâtes", "marks": ["vegetarian", "gluten", "milk"]},
            {"kind": "dessert", "name": "Pomme", "marks": ["bio", "local"]},
        ],
        date(2026, 11, 27): [
            {"kind": "main", "name": "Poisson pané", "marks": ["eggs", "fish"]},
            {"kind": "dairy", "name": "Comté", "marks": ["label", "milk"]},
        ],
    }
    commas = 'jour,plat,nom,mentions\n26/11/2026,dessert,Pomme,"bio, local"\n'
    assert read_menus(commas, TODAY).days[date(2026, 11, 26)] == read.days[date(2026, 11, 26)][2:]
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        assert read_menus(decoded(FILE.encode(encoding)), TODAY) == read


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("demain;plat;Riz;", "n'est pas un jour"),
        ("31/02/2027;plat;Riz;", "n'est pas un jour"),
        ("26/11/2029;plat;Riz;", "trop loin"),
        ("01/09/2026;plat;Riz;", "trop loin"),
        ("26/11/2026;goûter;Riz;", "n'est pas un plat connu (entrée, plat"),
        ("26/11/2026;plat; ;", "le nom du plat manque"),
        (f"26/11/2026;plat;{'x' * 121};", "trop long"),
        ("26/11/2026;plat;Riz;halal", "n'est pas une mention connue (bio, "),
        ("26/11/2026;plat;Riz;;de trop", "plus de colonnes"),
        ("26/11/2026;dessert;Pomme;", "déjà écrit"),
    ],
)
def test_a_wrong_line_is_said_with_its_number_and_reason(line: str, reason: str) -> None:
    read = read_menus(FILE + line + "\n28/11/2026;plat;Riz;\n", TODAY)

    assert [wrong.line for wrong in read.wrong] == [8]
    assert reason in read.wrong[0].reason.replace("’", "'").replace("\u00a0", " ")
    assert len(read.days) == 3


def test_a_file_without_its_first_line_or_without_menus_is_refused() -> None:
    assert "jour;plat;nom;mentions" in read_menus("26/11/2026;plat;Riz;", TODAY).wrong[0].reason
    for text in ("", "\n\n", "jour;plat;nom;mentions\n", "jour;plat;nom;mentions\n;;;\n"):
        assert [wrong.line for wrong in read_menus(text, TODAY).wrong] == [1]


names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40)
courses = st.builds(
    lambda kind, name, marks: {"kind": kind, "name": name, "marks": sorted(marks, key=[*MARKS, *ALLERGENS].index)},
    st.sampled_from(sorted(COURSES)),
    names,
    st.sets(st.sampled_from([*MARKS, *ALLERGENS])),
)
meals = st.lists(courses, min_size=1, max_size=8, unique_by=lambda course: (course["kind"], course["name"]))
weeks = st.dictionaries(st.dates(TODAY - timedelta(days=31), TODAY + timedelta(days=400)), meals, min_size=1)


@given(weeks)
def test_what_is_written_is_what_is_read(days: dict[date, list[Course]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for day, meal in days.items():
        for course in meal:
            marks = ", ".join(mark_name(word) for word in course["marks"])
            writer.writerow([day.isoformat(), course_name(course["kind"]), course["name"], marks])
    read = read_menus(text.getvalue(), TODAY)
    order = list(COURSES).index

    assert read.wrong == []
    assert read.days == {day: sorted(meal, key=lambda course: order(course["kind"])) for day, meal in days.items()}


@given(st.binary(max_size=400), st.booleans())
def test_no_file_is_a_failure_of_the_city(data: bytes, headed: bool) -> None:
    read = read_menus(decoded((b"jour;plat;nom;mentions\n" if headed else b"") + data), TODAY)
    assert read.wrong or read.days


async def imported(city: City, text: str = FILE) -> list[Change]:
    async with city.database.transaction(write=True) as session:
        return await apply(session, read_menus(text, TODAY), city.clock.now())


async def test_importing_again_changes_nothing_and_other_days_stay(city: City) -> None:
    first = await imported(city)
    assert [(change.day, change.state) for change in first] == [
        (date(2026, 11, 26), "new"),
        (date(2026, 11, 27), "new"),
    ]
    assert await imported(city) == []
    other = "jour;plat;nom;mentions\n27/11/2026;plat;Riz;\n30/11/2026;plat;Omelette;oeufs\n"
    async with city.database.transaction() as session:
        assert [change.state for change in await compared(session, read_menus(other, TODAY))] == ["changed", "new"]
    await imported(city, other)
    camille = await city.sign_in("camille")
    shown = (await camille.get("/menus", params={"from": "2026-11-23", "to": "2026-11-30"})).json()

    assert shown["now"] == "2026-11-23T08:00:00+01:00"
    assert [(menu["date"], [course["name"] for course in menu["courses"]]) for menu in shown["items"]] == [
        ("2026-11-26", ["Carottes râpées", "Gratin de pâtes", "Pomme"]),
        ("2026-11-27", ["Riz"]),
        ("2026-11-30", ["Omelette"]),
    ]
    assert shown["items"][2]["courses"] == [{"kind": "main", "name": "Omelette", "marks": ["eggs"]}]


async def test_a_wrong_file_writes_nothing(city: City) -> None:
    with pytest.raises(ValueError, match="wrong"):
        await imported(city, FILE + "x;x;x;x\n")
    camille = await city.sign_in("camille")
    assert (await camille.get("/menus", params={"from": "2026-11-23", "to": "2026-11-30"})).json()["items"] == []


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("2026-11-01", "2027-01-01", 200), ("2026-11-01", "2027-01-02", 422), ("2026-11-02", "2026-11-01", 422)],
)
async def test_a_period_has_its_bounds(city: City, first: str, last: str, status: int) -> None:
    answer = await (await city.sign_in("camille")).get("/menus", params={"from": first, "to": last})
    assert answer.status_code == status
    assert status == 200 or answer.json()["code"] == "BAD_PERIOD"


async def test_the_dashboard_shows_the_next_meal(city: City) -> None:
    await imported(city)
    shown = {}
    for at in ("2026-11-23T08:00", "2026-11-26T13:59", "2026-11-26T14:00", "2026-11-27T14:00"):
        city.clock.set(datetime.fromisoformat(f"{at}+01:00"))
        camille = await city.sign_in("camille")
        menu = (await camille.get("/dashboard")).json()["blocks"]["news"]["menu"]
        shown[at] = menu and menu["date"]
    assert list(shown.values()) == ["2026-11-26", "2026-11-26", "2026-11-27", None]
