"""Eleven real towns: their published rules come out at the instants that were worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from city.rules import Verdict
from city.towns import Town, load_town

TOWNS = Path(__file__).parent / "towns"
DAYS = (
    "2026-11-26", "2026-11-12", "2026-11-02", "2026-11-30",
    "2026-12-01", "2027-01-04", "2027-03-30", "2027-04-01",
)  # fmt: skip
BOOK, CANCEL = "book_by", "cancel_by"
MEAL = "restauration-scolaire"

# town, service, which limit, its instants in the order of DAYS
TABLE: list[tuple[str, str, str, str]] = [
    (
        "toulouse", MEAL, f"{BOOK}={CANCEL}",
        "2026-11-20T00:00+01:00 2026-11-06T00:00+01:00 2026-10-27T00:00+01:00 2026-11-24T00:00+01:00 "
        "2026-11-25T00:00+01:00 2026-12-29T00:00+01:00 2027-03-24T00:00+01:00 2027-03-26T00:00+01:00",
    ),
    (
        "eragny", MEAL, f"{BOOK}={CANCEL}",
        "2026-11-23T12:00+01:00 2026-11-09T12:00+01:00 2026-10-30T12:00+01:00 2026-11-27T12:00+01:00 "
        "2026-11-28T12:00+01:00 2027-01-01T12:00+01:00 2027-03-27T11:00+01:00 2027-03-29T12:00+02:00",
    ),
    (
        "andancette", MEAL, BOOK,
        "2026-11-20T12:00+01:00 2026-11-06T12:00+01:00 2026-10-30T12:00+01:00 2026-11-27T12:00+01:00 "
        "2026-11-27T12:00+01:00 2027-01-01T12:00+01:00 2027-03-26T12:00+01:00 2027-03-26T12:00+01:00",
    ),
    (
        "andancette", MEAL, CANCEL,
        "2026-11-25T12:00+01:00 2026-11-11T12:00+01:00 2026-11-01T12:00+01:00 2026-11-29T12:00+01:00 "
        "2026-11-30T12:00+01:00 2027-01-03T12:00+01:00 2027-03-29T12:00+02:00 2027-03-31T12:00+02:00",
    ),
    (
        "villes-soeurs", MEAL, BOOK,
        "2026-11-24T00:00+01:00 2026-11-07T00:00+01:00 2026-10-29T00:00+01:00 2026-11-26T00:00+01:00 "
        "2026-11-27T00:00+01:00 2026-12-30T00:00+01:00 2027-03-25T00:00+01:00 2027-03-27T00:00+01:00",
    ),
    (
        "villes-soeurs", "demi-journee", BOOK,
        "2026-11-26T00:00+01:00 2026-11-12T00:00+01:00 2026-11-02T00:00+01:00 2026-11-30T00:00+01:00 "
        "2026-12-01T00:00+01:00 2027-01-04T00:00+01:00 2027-03-30T00:00+02:00 2027-04-01T00:00+02:00",
    ),
    (
        "rontalon", MEAL, CANCEL,
        "2026-11-24T11:00+01:00 2026-11-10T11:00+01:00 2026-10-16T11:00+02:00 2026-11-27T11:00+01:00 "
        "2026-11-30T11:00+01:00 2026-12-18T11:00+01:00 2027-03-29T11:00+02:00 2027-03-30T11:00+02:00",
    ),
    (
        "vailhauques", MEAL, BOOK,
        "2026-11-24T09:00+01:00 2026-11-10T09:00+01:00 2026-10-30T09:00+01:00 2026-11-27T09:00+01:00 "
        "2026-11-27T09:00+01:00 2027-01-01T09:00+01:00 2027-03-26T09:00+01:00 2027-03-30T09:00+02:00",
    ),
    (
        "saint-cyprien", MEAL, f"{BOOK}={CANCEL}",
        "2026-11-17T23:00+01:00 2026-11-03T23:00+01:00 2026-10-27T23:00+01:00 2026-11-24T23:00+01:00 "
        "2026-11-24T23:00+01:00 2026-12-29T23:00+01:00 2027-03-23T23:00+01:00 2027-03-23T23:00+01:00",
    ),
    (
        "saint-cyprien", "accueil-matin", BOOK,
        "2026-11-26T00:00+01:00 2026-11-12T00:00+01:00 2026-11-02T00:00+01:00 2026-11-30T00:00+01:00 "
        "2026-12-01T00:00+01:00 2027-01-04T00:00+01:00 2027-03-30T00:00+02:00 2027-04-01T00:00+02:00",
    ),
    (
        "la-tessoualle", MEAL, BOOK,
        "2026-11-23T23:59+01:00 2026-11-09T23:59+01:00 2026-10-30T23:59+01:00 2026-11-27T23:59+01:00 "
        "2026-11-28T23:59+01:00 2027-01-01T23:59+01:00 2027-03-27T23:59+01:00 2027-03-29T23:59+02:00",
    ),
    (
        "mauleon", MEAL, BOOK,
        "2026-10-18T00:00+02:00 2026-10-18T00:00+02:00 2026-10-18T00:00+02:00 2026-10-18T00:00+02:00 "
        "2026-11-18T00:00+01:00 2026-12-18T00:00+01:00 2027-02-18T00:00+01:00 2027-03-18T00:00+01:00",
    ),
    (
        "temps-periscolaires", MEAL, BOOK,
        "2026-11-25T09:00+01:00 2026-11-11T09:00+01:00 2026-10-30T09:00+01:00 2026-11-27T09:00+01:00 "
        "2026-11-30T09:00+01:00 2027-01-01T09:00+01:00 2027-03-29T09:00+02:00 2027-03-31T09:00+02:00",
    ),
]  # fmt: skip
ALSO = [
    ("eragny", "centre-de-loisirs", "2026-10-19", BOOK, "2026-10-02T00:00:00+02:00"),
    ("eragny", "centre-de-loisirs", "2026-10-30", BOOK, "2026-10-02T00:00:00+02:00"),
    ("eragny", "centre-de-loisirs", "2026-12-21", BOOK, "2026-12-04T00:00:00+01:00"),
    ("eragny", "centre-de-loisirs", "2026-12-31", BOOK, "2026-12-04T00:00:00+01:00"),
    ("villes-soeurs", MEAL, "2026-12-02", BOOK, "2026-11-28T00:00:00+01:00"),
    ("temps-periscolaires", "mercredi-journee", "2026-12-16", "opens", "2026-11-04T00:00:00+01:00"),
    ("temps-periscolaires", "mercredi-journee", "2026-12-16", CANCEL, "2026-12-10T00:00:00+01:00"),
    ("temps-periscolaires", "mercredi-journee", "2026-12-16", BOOK, "2026-12-15T09:00:00+01:00"),
    ("temps-periscolaires", "mercredi-journee", "2027-03-31", "opens", "2027-02-17T00:00:00+01:00"),
    ("temps-periscolaires", "mercredi-journee", "2027-03-31", CANCEL, "2027-03-25T00:00:00+01:00"),
    ("temps-periscolaires", "centre-de-loisirs", "2026-10-19", "opens", "2026-09-05T00:00:00+02:00"),
    ("temps-periscolaires", "centre-de-loisirs", "2026-10-19", BOOK, "2026-09-27T00:00:00+02:00"),
    ("temps-periscolaires", "centre-de-loisirs", "2026-12-31", "opens", "2026-11-07T00:00:00+01:00"),
    ("temps-periscolaires", "centre-de-loisirs", "2026-12-31", BOOK, "2026-11-29T00:00:00+01:00"),
    ("begles", "centre-de-loisirs", "2026-10-20", "opens", "2026-09-03T20:00:00+02:00"),
    ("begles", "centre-de-loisirs", "2026-10-20", BOOK, "2026-09-24T00:00:00+02:00"),
    ("vailhauques", MEAL, "2026-11-26", "late_until", "2026-11-26T11:30:00+01:00"),
    ("la-tessoualle", MEAL, "2026-11-26", "late_until", "2026-11-26T11:30:00+01:00"),
    ("rontalon", MEAL, "2027-05-10", CANCEL, "2027-05-04T11:00:00+02:00"),
]  # fmt: skip


@cache
def town(name: str) -> Town:
    return load_town(TOWNS / f"{name}.toml")


def verdict(name: str, service: str, day: str, at: str = "2026-09-01T08:00:00+02:00") -> Verdict:
    return town(name).judge(service, date.fromisoformat(day), datetime.fromisoformat(at))


def cells() -> list[tuple[str, str, str, str, str]]:
    found = []
    for name, service, limits, row in TABLE:
        instants = row.split()
        assert len(instants) == len(DAYS)
        for day, instant in zip(DAYS, instants, strict=True):
            found += [(name, service, day, limit, instant) for limit in limits.split("=")]
    return found


@pytest.mark.parametrize(("name", "service", "day", "limit", "instant"), cells() + ALSO)
def test_instant(name: str, service: str, day: str, limit: str, instant: str) -> None:
    found = getattr(verdict(name, service, day), limit)
    assert found.isoformat() == datetime.fromisoformat(instant).isoformat()


@pytest.mark.parametrize(("name", "service", "day", "limit", "instant"), cells())
def test_the_limit_itself_is_the_first_refusal(name: str, service: str, day: str, limit: str, instant: str) -> None:
    at = datetime.fromisoformat(instant)
    slot = date.fromisoformat(day)
    before = town(name).judge(service, slot, at - timedelta(seconds=1))
    after = town(name).judge(service, slot, at)
    if limit == BOOK:
        assert (before.verdict, before.can_book) == ("open", True)
        assert after.verdict == ("late" if after.late_until else "closed")
    else:
        assert (before.cancel_verdict, after.cancel_verdict) == ("open", "closed")


def test_72_hours_across_the_end_of_summer_time(tmp_path: Path) -> None:
    text = (TOWNS / "eragny.toml").read_text(encoding="utf-8")
    file = tmp_path / "eragny.toml"
    file.write_text(text.replace('days = ["school"]', 'days = ["school", "school_holiday"]', 1), encoding="utf-8")
    found = load_town(file).judge(MEAL, date(2026, 10, 26), datetime.fromisoformat("2026-10-01T08:00:00+02:00"))
    assert found.book_by is not None
    assert found.book_by.isoformat() == "2026-10-23T13:00:00+02:00"


@pytest.mark.parametrize("file", sorted(TOWNS.glob("*.toml")), ids=lambda file: str(file.stem))
def test_armistice_is_not_served_anywhere(file: Path) -> None:
    for service in town(file.stem).services:
        found = verdict(file.stem, service, "2026-11-11")
        assert (found.served, found.verdict, found.reason.code) == (False, "not_served", "PUBLIC_HOLIDAY")
        assert found.reason.params["name"] == "Armistice 1918"


def test_there_are_eleven_towns() -> None:
    assert len(list(TOWNS.glob("*.toml"))) == 11


def test_villes_soeurs_holds_for_an_hour_and_never_cancels() -> None:
    found = verdict("villes-soeurs", MEAL, "2026-11-26")
    assert (found.cancel_verdict, found.can_cancel, found.cancel_by) == ("never", False, None)
    assert town("villes-soeurs").services[MEAL].hold == timedelta(hours=1)


def test_rontalon_has_no_booking_limit_until_the_meal() -> None:
    found = verdict("rontalon", MEAL, "2026-11-26", "2026-11-26T11:29:59+01:00")
    assert (found.book_by, found.verdict, found.cancel_verdict) == (None, "open", "closed")
    assert verdict("rontalon", MEAL, "2026-11-26", "2026-11-26T11:30:00+01:00").reason.code == "SLOT_PAST"


def test_late_bookings_cost_more() -> None:
    late = verdict("vailhauques", MEAL, "2026-11-26", "2026-11-24T09:00:00+01:00")
    assert late.verdict == "late" and late.can_book and late.surcharge is not None
    assert late.surcharge.as_json() == {"percent": 50}
    price = town("vailhauques").price_cents(MEAL, quotient=None, day=late.day)
    assert (price, town("vailhauques").surcharged_cents(price, late.surcharge)) == (175, 263)
    euro = verdict("la-tessoualle", MEAL, "2026-11-26", "2026-11-24T09:00:00+01:00")
    assert euro.surcharge is not None and euro.surcharge.as_json() == {"cents": 100}
    assert verdict("vailhauques", MEAL, "2026-11-26").surcharge is None
    assert verdict("vailhauques", MEAL, "2026-11-26", "2026-11-26T11:30:00+01:00").verdict == "closed"


def test_begles_answers_by_mail_and_only_inside_its_window() -> None:
    centre = "centre-de-loisirs"
    assert town("begles").services[centre].validation
    assert town("begles").services[centre].waiting_list
    assert verdict("begles", centre, "2026-10-20").verdict == "not_open"
    assert verdict("begles", centre, "2026-12-21").reason.code == "NO_WINDOW"
