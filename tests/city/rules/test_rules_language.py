"""Each part of the language, alone and combined: one rule as it is written, one slot, one instant."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from city.towns import Town, load_town

TOULOUSE = (Path(__file__).parent / "towns" / "toulouse.toml").read_text(encoding="utf-8")
MEAL = "restauration-scolaire"
EARLY = datetime.fromisoformat("2026-01-01T08:00:00+01:00")


def town_with(tmp_path: Path, rule: str, days: str = '["school", "wednesday", "weekend", "school_holiday"]') -> Town:
    text = TOULOUSE[: TOULOUSE.index("[rules.")].replace('["school"]', days)
    file = tmp_path / "ville.toml"
    file.write_text(f"{text}[rules.sept-jours]\n{rule}\n", encoding="utf-8")
    return load_town(file)


# book = …, the slot's day, book_by
BOOK = [
    # days, and how they are counted
    ("{ days = 0 }", "2026-11-26", "2026-11-27T00:00:00+01:00"),
    ('{ days = 7, at = "00:00" }', "2026-11-26", "2026-11-19T00:00:00+01:00"),
    ("{ days = 15, clear = true }", "2026-11-26", "2026-11-11T00:00:00+01:00"),
    ('{ days = 1, count = "working", at = "10:00" }', "2026-11-30", "2026-11-27T10:00:00+01:00"),
    ('{ days = 2, count = "working_saturday" }', "2026-11-30", "2026-11-28T00:00:00+01:00"),
    ('{ days = 2, count = "school" }', "2026-11-05", "2026-11-03T00:00:00+01:00"),
    ('{ days = 1, count = "school", at = "12:00" }', "2026-11-02", "2026-10-16T12:00:00+02:00"),
    ('{ days = 1, count = "served", at = "12:00" }', "2026-11-12", "2026-11-10T12:00:00+01:00"),
    ('{ days = 2, skip = ["weekends", "public_holidays"] }', "2026-11-12", "2026-11-10T00:00:00+01:00"),
    ('{ days = 2, skip = ["wednesday", "sunday"] }', "2026-11-26", "2026-11-24T00:00:00+01:00"),
    ('{ days = 1, skip = ["school_holidays", "weekends"] }', "2026-11-02", "2026-10-17T00:00:00+02:00"),
    ('{ days = 2, direction = "after" }', "2026-11-26", "2026-11-29T00:00:00+01:00"),
    ('{ weeks = 3, at = "08:30" }', "2026-11-26", "2026-11-05T08:30:00+01:00"),
    ("{ months = 1 }", "2027-03-31", "2027-03-01T00:00:00+01:00"),
    # weekdays: last before, of this week, of the one before, of the second before
    ('{ weekday = "thursday" }', "2026-11-26", "2026-11-20T00:00:00+01:00"),
    ('{ weekday = "thursday", which = "on_or_before" }', "2026-11-26", "2026-11-27T00:00:00+01:00"),
    ('{ weekday = "monday", which = "same_week" }', "2026-11-26", "2026-11-24T00:00:00+01:00"),
    ('{ weekday = "sunday", which = "previous_week" }', "2026-11-29", "2026-11-23T00:00:00+01:00"),
    ('{ weekday = "thursday", which = "previous_week", at = "12:00" }', "2026-12-02", "2026-11-26T12:00:00+01:00"),
    ('{ weekday = "friday", which = "second_previous_week" }', "2026-11-26", "2026-11-14T00:00:00+01:00"),
    # days of the month and of the year
    ('{ month_day = 20, month = "previous" }', "2027-01-04", "2026-12-21T00:00:00+01:00"),
    ('{ month_day = 31, month = "previous" }', "2027-03-02", "2027-03-01T00:00:00+01:00"),
    ('{ month_day = 15, month = "second_previous" }', "2027-01-04", "2026-11-16T00:00:00+01:00"),
    ('{ year_day = "01/06" }', "2026-11-26", "2026-06-02T00:00:00+02:00"),
    ('{ anchor = "school_year", year_day = "01/06" }', "2027-06-15", "2026-06-02T00:00:00+02:00"),
    # anchors
    ('{ anchor = "week", days = 3, at = "18:00" }', "2026-11-26", "2026-11-20T18:00:00+01:00"),
    ('{ anchor = "month", days = 10 }', "2026-11-26", "2026-10-23T00:00:00+02:00"),
    ('{ anchor = "holiday", days = 21 }', "2026-10-30", "2026-09-27T00:00:00+02:00"),
    ('{ anchor = "holiday", days = 15 }', "2027-01-02", "2026-12-05T00:00:00+01:00"),
    ('{ anchor = "term", days = 14 }', "2026-12-18", "2026-10-20T00:00:00+02:00"),
    ('{ anchor = "term", days = 1, count = "school" }', "2026-12-18", "2026-10-17T00:00:00+02:00"),
    ('{ anchor = "school_year", days = 10 }', "2027-06-15", "2026-08-23T00:00:00+02:00"),
    ('{ anchor = 2026-09-24, at = "20:00" }', "2026-11-26", "2026-09-24T20:00:00+02:00"),
    # hours: elapsed, on the wall clock, from midnight, of working days
    ("{ hours = 48 }", "2026-11-26", "2026-11-24T11:30:00+01:00"),
    ("{ hours = 72 }", "2027-03-30", "2027-03-27T10:30:00+01:00"),
    ('{ days = 3, at = "start" }', "2027-03-30", "2027-03-27T11:30:00+01:00"),
    ('{ hours = 72, at = "00:00" }', "2027-03-30", "2027-03-26T23:00:00+01:00"),
    ('{ hours = 48, count = "working" }', "2026-11-30", "2026-11-26T11:30:00+01:00"),
    ('{ hours = 48, count = "working" }', "2026-11-12", "2026-11-09T11:30:00+01:00"),
    ("{ minutes = 90 }", "2026-11-26", "2026-11-26T10:00:00+01:00"),
    ('{ at = "finish" }', "2026-11-26", "2026-11-26T13:30:00+01:00"),
    ("{ at = 09:00:00 }", "2026-11-26", "2026-11-26T09:00:00+01:00"),
    # several steps; what a holiday does
    (
        '{ steps = [{ month_day = 31, month = "previous" }, { weekday = "friday", which = "on_or_before" }] }',
        "2026-11-26",
        "2026-10-31T00:00:00+01:00",
    ),
    (
        '{ steps = [{ days = 1 }, { move = "before", count = "working" }], at = "10:00" }',
        "2027-03-30",
        "2027-03-26T10:00:00+01:00",
    ),
    (
        '{ steps = [{ month_day = 1, month = "same" }, { move = "after", count = "working" }], at = "08:00" }',
        "2026-11-26",
        "2026-11-02T08:00:00+01:00",
    ),
    (
        '{ anchor = "holiday", steps = [{ move = "after", count = "working" }, { days = 15, clear = true }] }',
        "2026-10-30",
        "2026-10-04T00:00:00+02:00",
    ),
    # tables, exceptions, the earliest and the latest
    (
        '{ at = "09:00", by_weekday = { monday = { days = 3 }, thursday = "tuesday" }, otherwise = { days = 1 } }',
        "2026-11-27",
        "2026-11-26T09:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { day_before = ["public_holiday"] }, days = 2, at = "16:00" }] }',
        "2026-11-12",
        "2026-11-10T16:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { months = [7, 8], kinds = ["school_holiday"] }, limit = { weeks = 5 } }] }',
        "2027-07-08",
        "2027-06-04T00:00:00+02:00",
    ),
    (
        '{ days = 1, except = [{ when = { holidays = ["noel"] }, anchor = 2026-11-20, at = "12:00" }] }',
        "2026-12-22",
        "2026-11-20T12:00:00+01:00",
    ),
    (
        "{ days = 1, except = [{ when = { from = 2027-01-01, to = 2027-06-30 }, days = 2 }] }",
        "2027-01-05",
        "2027-01-04T00:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { first_school_day_after = "public_holiday" }, days = 1, count = "school" }] }',
        "2027-03-30",
        "2027-03-27T00:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { last_school_day_before = "school_holiday" }, days = 3 }] }',
        "2026-12-18",
        "2026-12-16T00:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { last_school_day_before = "school_holiday" }, days = 3 }] }',
        "2026-12-17",
        "2026-12-17T00:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { first_school_week_after = "school_holiday" }, '
        'anchor = "term", steps = [{ days = 1, count = "school" }, { weekday = "wednesday" }] }] }',
        "2026-11-05",
        "2026-10-15T00:00:00+02:00",
    ),
    (
        '{ days = 1, except = [{ when = { first_school_week_after = "any_holiday" }, days = 2 }] }',
        "2026-11-10",
        "2026-11-10T00:00:00+01:00",
    ),
    (
        '{ days = 1, except = [{ when = { first_school_week_after = "any_holiday" }, days = 2 }] }',
        "2026-11-13",
        "2026-11-12T00:00:00+01:00",
    ),
    (  # the second Friday of the month before
        '{ steps = [{ month_day = 14, month = "previous" }, { weekday = "friday", which = "on_or_before" }] }',
        "2026-12-01",
        "2026-11-14T00:00:00+01:00",
    ),
    (  # the last Wednesday that is not in the holidays
        '{ steps = [{ weekday = "wednesday", which = "previous_week" }, { move = "before", '
        'skip = ["school_holidays", "monday", "tuesday", "thursday", "friday", "saturday", "sunday"] }] }',
        "2026-11-05",
        "2026-10-15T00:00:00+02:00",
    ),
    ('{ earliest_of = [{ days = 2 }, { weekday = "friday" }] }', "2026-11-30", "2026-11-28T00:00:00+01:00"),
    ('{ latest_of = [{ days = 2 }, { weekday = "friday" }] }', "2026-11-26", "2026-11-25T00:00:00+01:00"),
    # an hour that does not exist moves forward; of one that exists twice, the first
    ('{ days = 2, at = "02:30" }', "2027-03-30", "2027-03-28T03:30:00+02:00"),
    ('{ days = 1, at = "02:30" }', "2026-10-26", "2026-10-25T02:30:00+02:00"),
]


@pytest.mark.parametrize(("book", "day", "instant"), BOOK)
def test_book_by(book: str, day: str, instant: str, tmp_path: Path) -> None:
    town = town_with(tmp_path, f"book = {book}")
    found = town.judge(MEAL, date.fromisoformat(day), EARLY)
    assert found.book_by is not None
    assert found.book_by.isoformat() == instant
    assert found.cancel_by == found.book_by


def test_an_opening_without_hour_is_the_beginning_of_its_day(tmp_path: Path) -> None:
    town = town_with(tmp_path, "opens = { weeks = 6 }\nbook = { days = 1 }")
    found = town.judge(MEAL, date(2026, 11, 26), EARLY)
    assert found.opens is not None
    assert found.opens.isoformat() == "2026-10-15T00:00:00+02:00"


def test_two_late_phases(tmp_path: Path) -> None:
    rule = "book = { days = 7 }\nlate = [{ until = { days = 2 }, cents = 50 }, { percent = 12.5 }]"
    town = town_with(tmp_path, rule)
    day = date(2026, 11, 26)
    first = town.judge(MEAL, day, datetime.fromisoformat("2026-11-24T23:59:59+01:00"))
    second = town.judge(MEAL, day, datetime.fromisoformat("2026-11-25T00:00:00+01:00"))
    assert first.surcharge is not None and first.surcharge.as_json() == {"cents": 50}
    assert second.surcharge is not None and second.surcharge.as_json() == {"percent": 12.5}
    assert first.late_until == second.late_until == datetime.fromisoformat("2026-11-26T11:30:00+01:00")
    assert town.surcharged_cents(385, second.surcharge) == 433


def test_cancelling_may_end_long_after_booking(tmp_path: Path) -> None:
    town = town_with(tmp_path, 'book = { days = 7 }\ncancel = { at = "09:00" }')
    found = town.judge(MEAL, date(2026, 11, 26), datetime.fromisoformat("2026-11-26T08:59:00+01:00"))
    assert (found.verdict, found.cancel_verdict) == ("closed", "open")


def test_an_instant_of_another_zone_is_the_same_instant(tmp_path: Path) -> None:
    town = town_with(tmp_path, "book = { days = 7 }")
    instants = ("2026-11-19T17:59:59-05:00", "2026-11-19T18:00:00-05:00", "2026-11-20T00:00:00+01:00")
    found = [town.judge(MEAL, date(2026, 11, 26), datetime.fromisoformat(at)).verdict for at in instants]
    assert found == ["open", "closed", "closed"]


def test_an_instant_without_offset_is_refused(tmp_path: Path) -> None:
    town = town_with(tmp_path, "book = { days = 7 }")
    with pytest.raises(ValueError, match="offset"):
        town.judge(MEAL, date(2026, 11, 26), datetime.fromisoformat("2026-11-19T18:00:00"))


def test_days_after_the_known_calendar_are_not_served(tmp_path: Path) -> None:
    town = town_with(tmp_path, "book = { days = 7 }")
    assert town.calendar.known_until == date(2028, 8, 31)
    found = town.judge(MEAL, date(2028, 9, 4), EARLY)
    assert (found.served, found.verdict, found.reason.code) == (False, "not_served", "CALENDAR_UNKNOWN")
    assert town.day(date(2028, 9, 1)).kind == "unknown"


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2026-11-11", "public_holiday", "Armistice 1918"),
        ("2026-11-01", "public_holiday", "Toussaint"),
        ("2026-10-20", "school_holiday", "Vacances de la Toussaint"),
        ("2027-01-02", "weekend", "Vacances de Noël"),
        ("2027-05-07", "school_holiday", "Pont de l’Ascension"),
        ("2026-11-25", "wednesday", None),
        ("2026-11-26", "school", None),
        ("2026-11-28", "weekend", None),
    ],
)
def test_kinds_of_day(day: str, kind: str, name: str | None, tmp_path: Path) -> None:
    found = town_with(tmp_path, "book = { days = 7 }").day(date.fromisoformat(day))
    assert (found.kind, found.name) == (kind, name)


def test_christmas_is_one_run_across_the_year_s_end(tmp_path: Path) -> None:
    run = town_with(tmp_path, "book = { days = 7 }").calendar.holiday(date(2027, 1, 2))
    assert run is not None
    assert (run.first, run.last, run.key) == (date(2026, 12, 19), date(2027, 1, 3), "noel")


def test_closures_and_extra_class_days(tmp_path: Path) -> None:
    works = '{ from = 2026-12-01, to = 2026-12-03, name = "Travaux", services = ["restauration-scolaire"] }'
    calendar = f"""[calendar]
extra_class_days = [2026-11-25]
closures = [{{ from = 2026-11-27, name = "Grève" }}, {works}]
"""
    text = TOULOUSE.replace("[schools.centre]", calendar + "[schools.centre]")
    file = tmp_path / "ville.toml"
    file.write_text(text, encoding="utf-8")
    town = load_town(file)
    assert town.served(MEAL, date(2026, 11, 25))
    assert not town.served(MEAL, date(2026, 11, 27))
    found = town.judge(MEAL, date(2026, 12, 3), EARLY)
    assert (found.reason.code, found.reason.params["name"]) == ("CLOSED", "Travaux")
    assert town.served(MEAL, date(2026, 12, 4))


@pytest.mark.parametrize("day", [date.min, date(1989, 1, 1), date(2028, 9, 1), date.max])
def test_any_day_can_be_asked(day: date, tmp_path: Path) -> None:
    found = town_with(tmp_path, "book = { days = 7 }").judge(MEAL, day, EARLY)
    assert (found.verdict, found.can_book, found.can_cancel) == ("not_served", False, False)


def test_a_month_of_verdicts_computes_each_limit_once(tmp_path: Path) -> None:
    town = town_with(tmp_path, 'book = { days = 3, count = "working" }')
    days = [date(2026, 11, day) for day in range(1, 31)]
    first = [town.limits(MEAL, day) for day in days]
    for day, limits in zip(days, first, strict=True):
        town.judge(MEAL, day, EARLY)
        assert town.limits(MEAL, day) is limits
