"""The contract's sentences on time and rules, each with the town file and the instants that show it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from city.rules.explain import run_explain
from city.towns import Town, load_town
from city.towns.check import check

TOULOUSE = (Path(__file__).parent / "towns" / "toulouse.toml").read_text(encoding="utf-8")
HEAD = TOULOUSE[: TOULOUSE.index("[rules.")]
MEAL = "restauration-scolaire"
EVERY_DAY = '["school", "wednesday", "weekend", "school_holiday", "public_holiday"]'


def write(tmp_path: Path, rule: str, days: str = EVERY_DAY) -> Path:
    file = tmp_path / "ville.toml"
    text = f"{HEAD}[rules.sept-jours]\n{rule}\n".replace('["school"]', days)
    file.write_text(text.replace('starts = "11:30"', 'starts = "12:00"'), encoding="utf-8")
    return file


def made(tmp_path: Path, rule: str, days: str = EVERY_DAY) -> Town:
    return load_town(write(tmp_path, rule, days))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def book_by(town: Town, day: str) -> str:
    found = town.limits(MEAL, date.fromisoformat(day)).book_by
    assert found is not None
    return found.isoformat()


# "only a rule written in hours elapses (72 h before 12:00 on Tuesday 30 March 2027 is Saturday 27 March 11:00)"
@pytest.mark.parametrize(
    ("rule", "day", "expected"),
    [
        ("hours = 72", "2027-03-30", "2027-03-27T11:00:00+01:00"),
        ("hours = 72", "2026-10-27", "2026-10-24T13:00:00+02:00"),
        ('days = 3, at = "start"', "2027-03-30", "2027-03-27T12:00:00+01:00"),
        ('days = 3, at = "start"', "2026-10-27", "2026-10-24T12:00:00+02:00"),
        ("hours = 24", "2027-03-28", "2027-03-27T11:00:00+01:00"),
        ("hours = 24", "2026-10-25", "2026-10-24T13:00:00+02:00"),
        # "a local time that does not exist moves forward, one that exists twice is the first"
        ('days = 1, at = "02:30"', "2027-03-29", "2027-03-28T03:30:00+02:00"),
        ('days = 1, at = "02:00"', "2027-03-29", "2027-03-28T03:00:00+02:00"),
        ('days = 1, at = "02:30"', "2026-10-26", "2026-10-25T02:30:00+02:00"),
        # days of 23 and of 25 hours end at their midnight
        ("days = 1", "2027-03-29", "2027-03-29T00:00:00+02:00"),
        ("days = 1", "2026-10-26", "2026-10-26T00:00:00+01:00"),
    ],
)
def test_hours_elapse_and_days_do_not(rule: str, day: str, expected: str, tmp_path: Path) -> None:
    assert book_by(made(tmp_path, f"book = {{ {rule} }}"), day) == expected


def test_the_hour_that_exists_twice_is_not_gone_through_twice(tmp_path: Path) -> None:
    """The limit is 02:30 in summer time: an hour later, when the clock shows 02:30 again, it is still closed."""
    town = made(tmp_path, 'book = { days = 1, at = "02:30" }')
    limit = at("2026-10-25T02:30:00+02:00")
    after = [limit + timedelta(minutes=minutes) for minutes in range(0, 181, 5)]
    before = [limit - timedelta(minutes=minutes) for minutes in range(5, 181, 5)]
    assert {town.judge(MEAL, date(2026, 10, 26), instant).verdict for instant in after} == {"closed"}
    assert {town.judge(MEAL, date(2026, 10, 26), instant).verdict for instant in before} == {"open"}


# "Working day: Monday–Friday, no public holiday. School day: … A school holiday is the unbroken run of days."
def test_kinds_of_days(tmp_path: Path) -> None:
    calendar = made(tmp_path, 'book = "none"').calendar
    working = {day: calendar.is_working(date.fromisoformat(day)) for day in ("2026-10-28", "2026-11-11", "2026-11-28")}
    assert working == {"2026-10-28": True, "2026-11-11": False, "2026-11-28": False}
    school = {day: calendar.is_school(date.fromisoformat(day)) for day in ("2026-10-28", "2026-11-25", "2026-11-26")}
    assert school == {"2026-10-28": False, "2026-11-25": False, "2026-11-26": True}
    christmas = [calendar.holiday(date.fromisoformat(day)) for day in ("2026-12-19", "2026-12-31", "2027-01-03")]
    assert len(set(christmas)) == 1
    assert christmas[0] is not None
    assert (christmas[0].first, christmas[0].last) == (date(2026, 12, 19), date(2027, 1, 3))


# "Days after the last summer the library knows are unknown: not served, and `town check` warns."
def test_unknown_days_are_not_served(tmp_path: Path) -> None:
    file = write(tmp_path, "book = { days = 7 }")
    town = load_town(file)
    for day, served in ((date(2028, 7, 3), True), (date(2028, 9, 1), False), (date(2031, 3, 3), False)):
        assert town.judge(MEAL, day, at("2026-11-23T08:00:00+01:00")).served is served
    answer = town.judge(MEAL, date(2028, 9, 4), at("2026-11-23T08:00:00+01:00"))
    assert (answer.verdict, answer.cancel_verdict, answer.reason.code) == ("not_served", "closed", "CALENDAR_UNKNOWN")
    assert any("31\u00a0août 2028" in warning for warning in check(str(file)))


# "N days before" without an hour ends with day D−N (24:00); "N clear days" one day earlier
def test_days_without_an_hour(tmp_path: Path) -> None:
    assert book_by(made(tmp_path, "book = { days = 7 }"), "2026-11-26") == "2026-11-20T00:00:00+01:00"
    assert book_by(made(tmp_path, "book = { days = 7, clear = true }"), "2026-11-26") == "2026-11-19T00:00:00+01:00"


# "A weekday table or 'the day before' is literal: it does not move with holidays unless the town says so."
def test_literal_unless_said(tmp_path: Path) -> None:
    table = 'book = { by_weekday = { thursday = "wednesday" }, otherwise = { days = 1 }, at = "09:00" }'
    assert book_by(made(tmp_path, table), "2026-11-12") == "2026-11-11T09:00:00+01:00"
    moved = 'book = { days = 1, count = "working", at = "09:00" }'
    assert book_by(made(tmp_path, moved), "2026-11-12") == "2026-11-10T09:00:00+01:00"


# "Limits are half-open … late from `book_by` to `late_until`. Phases go one way."
def test_limits_are_half_open(tmp_path: Path) -> None:
    rule = 'opens = { weeks = 2 }\nbook = { days = 1, at = "23:59" }\nlate = { until = { at = "09:30" }, percent = 50 }'
    town = made(tmp_path, rule)
    phases = [
        ("2026-11-11T23:59:59.999999", "not_open", "open"),
        ("2026-11-12T00:00:00", "open", "open"),
        ("2026-11-25T23:58:59.999999", "open", "open"),
        ("2026-11-25T23:59:00", "late", "closed"),
        ("2026-11-26T09:29:59.999999", "late", "closed"),
        ("2026-11-26T09:30:00", "closed", "closed"),
    ]
    for instant, verdict, cancel in phases:
        found = town.judge(MEAL, date(2026, 11, 26), at(f"{instant}+01:00"))
        assert (found.verdict, found.cancel_verdict) == (verdict, cancel), instant
        assert (found.surcharge is not None) is (verdict == "late")


# "`null` = no limit"
def test_no_limit_is_null_until_the_start(tmp_path: Path) -> None:
    town = made(tmp_path, 'book = "none"')
    last, first = (town.judge(MEAL, date(2026, 11, 26), at(f"2026-11-26T{hour}+01:00")) for hour in ("11:59", "12:00"))
    assert (last.opens, last.book_by, last.cancel_by, last.late_until) == (None, None, None, None)
    assert (last.verdict, last.can_cancel, first.verdict, first.can_cancel) == ("open", True, "closed", False)


# "prints {"service", "day", "at", …}; exit 0 when it could answer, 2 for a wrong file, service or day"
KEYS = [
    "service", "day", "at", "served", "opens", "book_by", "late_until", "cancel_by", "can_book", "can_cancel",
    "verdict", "cancel_verdict", "surcharge", "reason",
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "moment", "shown"),
    [
        ("2026-11-26", "2026-11-23T08:00", "2026-11-23T08:00:00+01:00"),
        ("2026-11-26", "2026-07-23T08:00", "2026-07-23T08:00:00+02:00"),
        ("2026-11-26", "2026-11-23T08:00Z", "2026-11-23T09:00:00+01:00"),
        ("2026-11-26", "2026-11-23T08:00-05:00", "2026-11-23T14:00:00+01:00"),
        ("2027-03-30", "2027-03-28T02:30", "2027-03-28T03:30:00+02:00"),
        ("2026-11-26", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-11-26", "2026-11-23", "2026-11-23T00:00:00+01:00"),
    ],
)
def test_an_instant_without_offset_is_the_town_s(
    day: str, moment: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_explain(str(write(tmp_path, "book = { days = 7 }")), MEAL, day, moment) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["at"] == shown
    assert list(answer) == KEYS
    assert list(answer["reason"]) == ["code", "params", "text"]


@pytest.mark.parametrize("day", ["2026-11-11", "2028-09-04", "2026-11-29", "2027-12-25", "1950-01-03", "2199-12-31"])
def test_a_day_without_the_service_is_an_answer(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_explain(str(write(tmp_path, "book = { days = 7 }", '["school"]')), MEAL, day, "2026-11-23T08:00") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["served"], answer["verdict"], answer["can_book"], answer["can_cancel"]) == (
        False, "not_served", False, False,
    )  # fmt: skip
    assert answer["surcharge"] is None
    assert answer["reason"]["text"].endswith(".")


def test_the_same_instant_in_any_offset_is_the_same_verdict(tmp_path: Path) -> None:
    town = made(tmp_path, "book = { days = 7 }")
    limit = datetime(2026, 11, 19, 23, tzinfo=UTC)
    for offset in ("+00:00", "+01:00", "-10:00", "+14:00"):
        same = limit.astimezone(at(f"2026-01-01T00:00:00{offset}").tzinfo)
        assert town.judge(MEAL, date(2026, 11, 26), same).verdict == "closed"
        assert town.judge(MEAL, date(2026, 11, 26), same - timedelta(microseconds=1)).verdict == "open"
