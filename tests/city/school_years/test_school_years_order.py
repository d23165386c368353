"""Which class follows which, and from when on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from city.school_years.calendar import listed_years, opens_on
from city.school_years.order import LEAVES, OPEN, Next, proposed
from city.towns import School, Town

BIG = School("big", "Grande", "elementaire")
SMALL = School("small", "Petite", "maternelle", ("Tout-petits", "Moyens", "Grands"))
OTHER = School("other", "Autre", "elementaire")
SCHOOLS = {school.id: school for school in (BIG, SMALL)}


@pytest.mark.parametrize(
    ("school", "name", "following"),
    [
        ("big", "CP", Next("up", "big", "CE1")),
        ("big", "ce1", Next("up", "big", "CE2")),
        ("big", "CE2 B", Next("up", "big", "CM1 B")),
        ("big", "CE2 C", Next("up", "big", "CM1")),
        ("big", "CM2", LEAVES),
        ("big", "CE1-CE2", OPEN),
        ("big", "CE1/CE2", OPEN),
        ("big", "ULIS", OPEN),
        ("big", "", OPEN),
        ("big", "CP1", OPEN),
        ("small", "Moyens", Next("up", "small", "Grands")),
        ("small", "Grands", Next("up", "big", "CP")),
        ("small", "MS", Next("up", "small", "GS")),
        ("small", "Moyenne Section", Next("up", "small", "Grande section")),
        ("small", "Grande section A", Next("up", "big", "CP")),
        ("small", "PS/MS", OPEN),
        ("small", "GS", Next("up", "big", "CP")),
        ("closed", "CP", OPEN),
    ],
)
def test_what_follows_a_class(school: str, name: str, following: Next) -> None:
    assert proposed(school, name, SCHOOLS, {("big", "CM1 B")}) == following


def test_where_several_schools_could_follow_somebody_has_to_say() -> None:
    assert proposed("small", "Grands", SCHOOLS | {"other": OTHER}, ()) == OPEN
    classes = replace(BIG, classes=("Petit CP", "Grand CP"))
    assert proposed("small", "Grands", SCHOOLS | {"big": classes}, ()) == Next("up", "big", "Petit CP")
    assert proposed("big", "Grand CP", {"big": classes}, ()) == LEAVES


def test_classes_change_after_the_last_day_of_class(town: Town) -> None:
    assert opens_on(town, 2027) == date(2027, 7, 3)
    assert town.day(date(2027, 7, 2)).kind == "school"
    assert opens_on(town, 2040) == date(2040, 7, 1), "the calendar does not know that far"
    assert listed_years(town, date(2027, 7, 2)) == [2026]
    assert listed_years(town, date(2027, 7, 3)) == [2027, 2026]
    assert listed_years(town, date(2027, 9, 1)) == [2027]
