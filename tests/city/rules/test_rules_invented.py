"""Rules as other towns print them, each written with the parts of docs/rules.md and worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from city.towns import Town, TownFileError, load_town
from city.towns.check import check

TOULOUSE = (Path(__file__).parent / "towns" / "toulouse.toml").read_text(encoding="utf-8")
HEAD = TOULOUSE[: TOULOUSE.index("[rules.")]
MEAL = "restauration-scolaire"
EVERY_DAY = '["school", "wednesday", "weekend", "school_holiday"]'


def town(tmp_path: Path, rule: str, *, calendar: str = "", days: str = EVERY_DAY, head: str = "") -> Town:
    """A town with one service and this rule. `head` is added to its first block."""
    text = HEAD.replace('["school"]', days).replace("[town]\n", f"[town]\n{head}\n")
    file = tmp_path / "ville.toml"
    file.write_text(f"{text}\n{calendar}\n[rules.sept-jours]\n{rule}\n", encoding="utf-8")
    return load_town(file)


# what a town prints, the rule, then by slot: opens, book_by
PRINTED: list[tuple[str, str, dict[str, tuple[str | None, str]]]] = [
    (
        "le jeudi midi de la semaine précédente, le mercredi midi si le jeudi est férié",
        'book = { steps = [{ weekday = "thursday", which = "previous_week" },'
        ' { move = "before", skip = ["public_holidays"] }], at = "12:00" }',
        {
            "2026-12-01": (None, "2026-11-26T12:00:00+01:00"),
            "2027-05-12": (None, "2027-05-05T12:00:00+02:00"),
            "2027-11-15": (None, "2027-11-10T12:00:00+01:00"),
        },
    ),
    (
        "la veille 10 h ; si la veille est fériée, le jour ouvré d’avant à 16 h",
        'book = { steps = [{ days = 1 }, { move = "before", count = "working", at = "16:00" }], at = "10:00" }',
        {
            "2026-11-12": (None, "2026-11-10T16:00:00+01:00"),
            "2026-11-13": (None, "2026-11-12T10:00:00+01:00"),
            "2026-11-30": (None, "2026-11-27T16:00:00+01:00"),
        },
    ),
    (
        "deux jours ouvrables avant, 9 h, le samedi compris",
        'book = { days = 2, count = "working_saturday", at = "09:00" }',
        {
            "2026-11-23": (None, "2026-11-20T09:00:00+01:00"),
            "2026-11-24": (None, "2026-11-21T09:00:00+01:00"),
            "2026-11-12": (None, "2026-11-09T09:00:00+01:00"),
        },
    ),
    (
        "le dernier jour d’école avant, 11 h 30",
        'book = { days = 1, count = "school", at = "11:30" }',
        {
            "2026-11-02": (None, "2026-10-16T11:30:00+02:00"),
            "2027-05-10": (None, "2027-05-04T11:30:00+02:00"),
        },
    ),
    (
        "48 heures de jours d’école",
        'book = { hours = 48, count = "school" }',
        {
            "2026-11-02": (None, "2026-10-15T11:30:00+02:00"),
            "2026-11-26": (None, "2026-11-23T11:30:00+01:00"),
        },
    ),
    (
        "du 20 du mois précédent, 8 h 30, au 5 du mois, pour le mois suivant",
        'opens = { month_day = 20, month = "second_previous", at = "08:30" }\n'
        'book = { month_day = 5, month = "previous" }',
        {"2027-01-04": ("2026-11-20T08:30:00+01:00", "2026-12-06T00:00:00+01:00")},
    ),
    (
        "vacances : de 30 à 15 jours avant leur premier jour",
        'opens = { anchor = "holiday", days = 30 }\nbook = { anchor = "holiday", days = 15 }',
        {"2027-01-02": ("2026-11-19T00:00:00+01:00", "2026-12-05T00:00:00+01:00")},
    ),
    (
        "par semaine de vacances, le mercredi d’avant",
        'book = { weekday = "wednesday", which = "previous_week" }',
        {
            "2026-10-19": (None, "2026-10-15T00:00:00+02:00"),
            "2026-10-30": (None, "2026-10-22T00:00:00+02:00"),
        },
    ),
    (
        "aucun changement pour la semaine en cours",
        'book = { anchor = "week", days = 1 }',
        {
            "2026-11-23": (None, "2026-11-23T00:00:00+01:00"),
            "2026-11-29": (None, "2026-11-23T00:00:00+01:00"),
        },
    ),
    (
        "les mercredis par période entre deux vacances ; le pont de l’Ascension n’en est pas une",
        'opens = { anchor = "term", weeks = 6 }\nbook = { anchor = "term", weeks = 2 }',
        {
            "2026-12-16": ("2026-09-21T00:00:00+02:00", "2026-10-20T00:00:00+02:00"),
            "2027-05-12": ("2027-03-08T00:00:00+01:00", "2027-04-06T00:00:00+02:00"),
            "2027-06-30": ("2027-03-08T00:00:00+01:00", "2027-04-06T00:00:00+02:00"),
        },
    ),
    (
        "le plus tôt de deux jours ouvrés avant, 18 h, et du jeudi midi de la semaine précédente",
        'book = { earliest_of = [{ days = 2, count = "working", at = "18:00" },'
        ' { weekday = "thursday", which = "previous_week", at = "12:00" }] }',
        {"2026-11-30": (None, "2026-11-26T12:00:00+01:00")},
    ),
    (
        "le dernier jeudi d’école avant, midi",
        'book = { steps = [{ weekday = "thursday", which = "previous_week" }, { move = "before", count = "school",'
        ' skip = ["monday", "tuesday", "wednesday", "friday"] }], at = "12:00" }',
        {
            "2026-11-02": (None, "2026-10-15T12:00:00+02:00"),
            "2026-11-30": (None, "2026-11-26T12:00:00+01:00"),
        },
    ),
    (
        "avant le 15 du mois précédent ; pour septembre, avant le 25 août",
        'book = { month_day = 15, month = "previous", at = "00:00", except = ['
        '{ when = { months = [9] }, month_day = 25, month = "previous" }] }',
        {
            "2026-11-26": (None, "2026-10-15T00:00:00+02:00"),
            "2027-09-06": (None, "2027-08-25T00:00:00+02:00"),
        },
    ),
    (
        "toute l’année à partir du premier lundi de septembre, 8 h 30",
        'opens = { anchor = "school_year", steps = [{ year_day = "07/09", which = "on_or_after" },'
        ' { weekday = "monday", which = "on_or_before" }], at = "08:30" }\nbook = { days = 7 }',
        {"2028-02-08": ("2027-09-06T08:30:00+02:00", "2028-02-02T00:00:00+01:00")},
    ),
    (
        "Toussaint à partir du 3 septembre, 20 h ; les autres vacances six semaines avant",
        'opens = { anchor = "holiday", weeks = 6, except = [{ when = { holidays = ["toussaint"] },'
        ' anchor = "holiday", year_day = "03/09", at = "20:00" }] }\nbook = { anchor = "holiday", weeks = 3 }',
        {
            "2027-10-25": ("2027-09-03T20:00:00+02:00", "2027-10-03T00:00:00+02:00"),
            "2026-12-22": ("2026-11-07T00:00:00+01:00", "2026-11-29T00:00:00+01:00"),
        },
    ),
    (
        "vacances d’été : juillet et août sont deux périodes",
        'book = { anchor = "holiday", days = 21, except = [{ when = { months = [8] }, anchor = "month", days = 21 }] }',
        {
            "2027-07-20": (None, "2027-06-13T00:00:00+02:00"),
            "2027-08-10": (None, "2027-07-12T00:00:00+02:00"),
        },
    ),
]


@pytest.mark.parametrize(("printed", "rule", "slots"), PRINTED, ids=[item[0] for item in PRINTED])
def test_as_printed(printed: str, rule: str, slots: dict[str, tuple[str | None, str]], tmp_path: Path) -> None:
    made = town(tmp_path, rule)
    for day, (opens, book_by) in slots.items():
        found = made.limits(MEAL, date.fromisoformat(day))
        assert (found.opens.isoformat() if found.opens else None) == opens
        assert found.book_by is not None and found.book_by.isoformat() == book_by


def test_other_rules_in_july_and_august(tmp_path: Path) -> None:
    rule = """
book = { days = 1, at = "10:00" }
late = { percent = 50 }

[[rules.sept-jours.except]]
when = { months = [7, 8] }
rule = "ete"

[rules.ete]
book = { weekday = "wednesday", which = "previous_week" }
cancel = "never"
"""
    made = town(tmp_path, rule)
    july, june = made.limits(MEAL, date(2027, 7, 12)), made.limits(MEAL, date(2027, 6, 28))
    assert july.book_by is not None and july.book_by.isoformat() == "2027-07-08T00:00:00+02:00"
    assert (july.late, july.cancel_by) == ((), "never")
    assert june.book_by is not None and june.book_by.isoformat() == "2027-06-27T10:00:00+02:00"
    assert june.late_until is not None and june.cancel_by == june.book_by
    assert not any("ne sert" in warning for warning in check(str(tmp_path / "ville.toml")))


@pytest.mark.parametrize(
    ("rest", "key", "reason"),
    [
        ("[[rules.sept-jours.except]]\nwhen = { months = [7] }\nrule = 'hiver'", ".except[0].rule", "n’existe pas"),
        ("[[rules.sept-jours.except]]\nwhen = { months = [7] }\nrule = 'sept-jours'", ".except[0].rule", "autre"),
        ("[[rules.sept-jours.except]]\nrule = 'sept-jours'", ".except[0]", "when"),
        (
            "[[rules.sept-jours.except]]\nwhen = { weekdays = ['monday'] }\nrule = 'x'\n"
            "[rules.x]\nbook = { by_weekday = { tuesday = 'monday' } }",
            "rules.x.book",
            "il manque «\u00a0monday",
        ),
    ],
)
def test_a_wrong_other_rule_is_refused(rest: str, key: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match=reason) as caught:
        town(tmp_path, f"book = {{ days = 1 }}\n{rest}")
    assert caught.value.key_path == (key if key.startswith("rules") else f"rules.sept-jours{key}")


def test_trimesters_are_windows_in_days(tmp_path: Path) -> None:
    rule = """
windows = [
    { from = 2026-09-01, to = 2026-12-18, opens = 2026-08-20, closes = 2026-08-31 },
    { from = 2027-01-04, to = 2027-04-02, opens = 2026-11-30T08:30:00, closes = 2026-12-11 },
]
"""
    made = town(tmp_path, rule)
    autumn, winter = made.limits(MEAL, date(2026, 11, 26)), made.limits(MEAL, date(2027, 1, 4))
    assert autumn.opens is not None and autumn.opens.isoformat() == "2026-08-20T00:00:00+02:00"
    assert autumn.book_by is not None and autumn.book_by.isoformat() == "2026-09-01T00:00:00+02:00"
    assert winter.opens is not None and winter.opens.isoformat() == "2026-11-30T08:30:00+01:00"
    assert winter.book_by is not None and winter.book_by.isoformat() == "2026-12-12T00:00:00+01:00"


def test_class_on_wednesday_or_on_saturday(tmp_path: Path) -> None:
    week = '"monday", "tuesday", "thursday", "friday"'
    rule = 'book = { days = 1, count = "school", at = "10:00" }'
    made = town(tmp_path, rule, days='["school"]', calendar=f'[calendar]\nclass_days = [{week}, "wednesday"]')
    thursday = made.limits(MEAL, date(2026, 11, 26)).book_by
    assert thursday is not None and thursday.isoformat() == "2026-11-25T10:00:00+01:00"
    assert made.served(MEAL, date(2026, 11, 25))
    made = town(tmp_path, rule, days='["school"]', calendar=f'[calendar]\nclass_days = [{week}, "saturday"]')
    monday = made.limits(MEAL, date(2026, 11, 30)).book_by
    assert monday is not None and monday.isoformat() == "2026-11-28T10:00:00+01:00"
    kinds = [made.day(date(2026, *day)).kind for day in ((11, 28), (11, 29), (10, 17), (12, 26))]
    assert kinds == ["school", "weekend", "weekend", "weekend"]


def test_a_caught_up_day_needs_its_row(tmp_path: Path) -> None:
    table = (
        'book = { by_weekday = { monday = "friday", tuesday = "monday", thursday = "tuesday", friday = "thursday" } }'
    )
    extra = "[calendar]\nextra_class_days = [2027-05-12]"
    assert town(tmp_path, table, days='["school"]')
    with pytest.raises(TownFileError, match="wednesday"):
        town(tmp_path, table, days='["school"]', calendar=extra)


REUNION = """
[calendar]
public_holidays_region = "974"
school_holidays = [
    { id = "ete", name = "Vacances de l’hiver austral", from = 2026-07-04, to = 2026-08-16 },
    { id = "toussaint", name = "Vacances d’octobre", from = 2026-10-03, to = 2026-10-18 },
    { id = "noel", name = "Vacances de l’été austral", from = 2026-12-19, to = 2027-01-24 },
    { id = "ete", name = "Vacances de l’hiver austral", from = 2027-07-03, to = 2027-08-15 },
]
"""


def test_a_town_overseas_has_its_own_calendar_and_no_summer_time(tmp_path: Path) -> None:
    rule = 'opens = { anchor = "school_year", weeks = 1 }\nbook = { hours = 72 }'
    made = town(tmp_path, rule, calendar=REUNION, head='time_zone = "Indian/Reunion"')
    found = made.limits(MEAL, date(2027, 3, 30))
    assert found.opens is not None and found.opens.isoformat() == "2026-08-10T00:00:00+04:00"
    assert found.book_by is not None and found.book_by.isoformat() == "2027-03-27T11:30:00+04:00"
    assert made.day(date(2026, 12, 22)).name == "Vacances de l’été austral"
    assert made.day(date(2026, 12, 20)).name == "Abolition de l’esclavage"
    assert made.day(date(2026, 11, 2)).kind == "school"
    assert made.day(date(2027, 8, 16)).kind == "unknown"


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (("from = 2026-10-03", "from = 2026-08-16"), "[1].from", "fin des précédentes"),
        (("to = 2026-10-18", "to = 2026-10-01"), "[1].to", "avant"),
        (('id = "noel"', 'id = "austral"'), "[2].id", "noel"),
        (('{ id = "ete", name = "Vacances de l’hiver austral", from = 2027-07-03, to = 2027-08-15 },', ""), "", "ete"),
    ],
)
def test_a_wrong_calendar_of_one_s_own(change: tuple[str, str], key: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match=reason) as caught:
        town(tmp_path, "book = { days = 1 }", calendar=REUNION.replace(*change))
    assert caught.value.key_path == f"calendar.school_holidays{key}"


def test_the_codes_of_a_widespread_portal_on_a_sunday(tmp_path: Path) -> None:
    """There, the previous week of a Sunday is the week that ends with it."""
    rule = """
book = { weekday = "wednesday", which = "previous_week", at = "12:00", except = [
    { when = { weekdays = ["sunday"] }, weekday = "wednesday" },
] }
"""
    made = town(tmp_path, rule)
    sunday, saturday = made.limits(MEAL, date(2026, 11, 29)).book_by, made.limits(MEAL, date(2026, 11, 28)).book_by
    assert sunday is not None and sunday.isoformat() == "2026-11-25T12:00:00+01:00"
    assert saturday is not None and saturday.isoformat() == "2026-11-18T12:00:00+01:00"
