"""The demonstration town: what its file says comes out."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import pytest

from city.rules import Surcharge
from city.towns import Town, load_town

FOLDER = Path(__file__).parents[3] / "city" / "towns"
WEDNESDAY = date(2026, 12, 2)
THURSDAY = date(2026, 11, 26)


@cache
def villiers() -> Town:
    return load_town(FOLDER / "villiers-sur-marne.toml")


def test_its_head() -> None:
    town = villiers()
    assert (town.id, town.name, town.school_zone, town.demonstration) == (
        "villiers-sur-marne",
        "Villiers-sur-Marne",
        "C",
        True,
    )
    assert (town.seed_colour, town.time_zone.key) == ("#17607A", "Europe/Paris")
    assert town.contact.email == "inscription.scolaire@mairie-villiers94.com"
    assert (town.contact.phone, town.contact.hours) == ("01 49 41 28 00", None)


def test_its_services() -> None:
    town = villiers()
    assert list(town.services) == [
        "accueil-matin",
        "restauration-scolaire",
        "accueil-soir",
        "etude",
        "mercredi-journee",
        "mercredi-demi-journee",
        "centre-de-loisirs",
    ]
    meal = town.services["restauration-scolaire"]
    assert (meal.short_name, meal.icon, meal.starts, meal.ends) == ("midi", "meal", time(11, 30), time(13, 30))
    assert town.services["mercredi-demi-journee"].excludes == ("mercredi-journee",)
    assert town.services["mercredi-journee"].excludes == ("mercredi-demi-journee",)
    assert town.activities["mercredis"].services == ("mercredi-journee", "mercredi-demi-journee")


@pytest.mark.parametrize(
    ("service", "school", "offered"),
    [
        ("accueil-soir", "charles-peguy", True),
        ("accueil-soir", "jean-jaures", False),
        ("etude", "jean-jaures", True),
        ("etude", "charles-peguy", False),
        ("restauration-scolaire", "charles-peguy", True),
    ],
)
def test_who_is_offered_what(service: str, school: str, offered: bool) -> None:
    assert villiers().offers(service, school, None) is offered


def test_counters() -> None:
    town = villiers()

    def ids(service: str, school: str, group: str | None = None) -> list[str]:
        return [counter.id for counter in town.counters_of(service, school_id=school, age_group=group)]

    assert ids("mercredi-journee", "jean-jaures") == ["mercredi-matin", "mercredi-apres-midi"]
    assert ids("mercredi-demi-journee", "jean-jaures") == ["mercredi-matin"]
    assert ids("restauration-scolaire", "charles-peguy") == ["repas-charles-peguy"]
    assert ids("centre-de-loisirs", "charles-peguy") == ["vacances-maternelle"]
    assert ids("centre-de-loisirs", "charles-peguy", "elementaire") == ["vacances-elementaire"]
    assert ids("accueil-matin", "jean-jaures") == ["matin-jean-jaures"]
    assert ids("accueil-matin", "charles-peguy") == []


@pytest.mark.parametrize(
    ("service", "cents"),
    [
        ("restauration-scolaire", 385),
        ("accueil-matin", 140),
        ("accueil-soir", 260),
        ("etude", 210),
        ("mercredi-journee", 1220),
        ("mercredi-demi-journee", 740),
        ("centre-de-loisirs", 1460),
    ],
)
def test_prices_at_a_quotient_of_742(service: str, cents: int) -> None:
    assert villiers().price_cents(service, quotient=742, day=THURSDAY) == cents


@pytest.mark.parametrize(("quotient", "cents"), [(0, 90), (300, 90), (301, 180), (1200, 460), (1201, 520), (None, 520)])
def test_bands_include_their_upper_end(quotient: int | None, cents: int) -> None:
    assert villiers().price_cents("restauration-scolaire", quotient=quotient, day=THURSDAY) == cents


def test_a_late_meal() -> None:
    town = villiers()
    found = town.judge("restauration-scolaire", THURSDAY, datetime.fromisoformat("2026-11-25T10:00:00+01:00"))
    assert found.verdict == "late"
    assert town.surcharged_cents(385, found.surcharge) == 578
    assert town.surcharged_cents(385, Surcharge(cents=100)) == 485
    assert town.surcharged_cents(385, None) == 385


@pytest.mark.parametrize(
    ("service", "day", "opens", "book_by", "cancel_by"),
    [
        ("accueil-matin", THURSDAY, None, "2026-11-25T10:00:00+01:00", "2026-11-25T10:00:00+01:00"),
        ("accueil-matin", date(2026, 11, 12), None, "2026-11-10T10:00:00+01:00", "2026-11-10T10:00:00+01:00"),
        (
            "mercredi-journee",
            WEDNESDAY,
            "2026-10-21T08:00:00+02:00",
            "2026-11-24T18:00:00+01:00",
            "2026-11-26T10:00:00+01:00",
        ),
        (
            "centre-de-loisirs",
            date(2026, 12, 30),
            "2026-10-24T08:00:00+02:00",
            "2026-12-06T00:00:00+01:00",
            "2026-12-10T00:00:00+01:00",
        ),
    ],
)
def test_its_rules(service: str, day: date, opens: str | None, book_by: str, cancel_by: str) -> None:
    limits = villiers().limits(service, day)
    assert (limits.opens.isoformat() if limits.opens else None) == opens
    assert limits.book_by is not None and limits.book_by.isoformat() == book_by
    assert isinstance(limits.cancel_by, datetime) and limits.cancel_by.isoformat() == cancel_by
    assert villiers().waiting_list_closes(service, day) == limits.cancel_by


def test_both_school_years_are_served() -> None:
    town = villiers()
    for first in (date(2026, 9, 1), date(2027, 9, 2)):
        assert town.served("restauration-scolaire", first)
    assert town.day(date(2026, 9, 1)).kind == "school"


def test_a_tariff_starts_on_its_day(tmp_path: Path) -> None:
    text = (FOLDER / "villiers-sur-marne.toml").read_text(encoding="utf-8")
    file = tmp_path / "ville.toml"
    file.write_text(text + "\n[[tariffs.etude]]\nfrom = 2027-01-01\nbands = [{ cents = 300 }]\n", encoding="utf-8")
    town = load_town(file)
    assert town.price_cents("etude", quotient=742, day=date(2026, 12, 31)) == 210
    assert town.price_cents("etude", quotient=742, day=date(2027, 1, 1)) == 300
    assert town.price_cents("etude", quotient=742, day=date(2020, 1, 1)) == 210


def test_a_waiting_list_may_close_at_another_instant(tmp_path: Path) -> None:
    text = (FOLDER / "villiers-sur-marne.toml").read_text(encoding="utf-8")
    file = tmp_path / "ville.toml"
    changed = 'rule = "repas"\nwaiting_list_closes = { at = "08:00" }\n'
    file.write_text(text.replace('rule = "repas"\n', changed), encoding="utf-8")
    closes = load_town(file).waiting_list_closes("restauration-scolaire", THURSDAY)
    assert closes is not None and closes.isoformat() == "2026-11-26T08:00:00+01:00"
    assert load_town(file).waiting_list_closes("restauration-scolaire", WEDNESDAY) is None
