"""What holds for every rule that can be written, with rules drawn at random."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from city.rules.calendar import WEEKDAYS
from city.rules.judge import Late, Rule
from city.rules.limits import ByWeekday, Cases, Limit, NoLimit, OneOf, Point
from city.rules.steps import Count, Days, MonthDay, Months, Move, Step, Weekday, YearDay
from city.rules.text import sentence
from city.rules.verdict import Surcharge
from city.rules.when import When
from city.towns import Town, load_town

TOULOUSE = (Path(__file__).parent / "towns" / "toulouse.toml").read_text(encoding="utf-8")
MEAL = "restauration-scolaire"
KEYS = {
    "service", "day", "at", "served", "opens", "book_by", "late_until", "cancel_by", "can_book", "can_cancel",
    "verdict", "cancel_verdict", "surcharge", "reason",
}  # fmt: skip
PHASES = ("not_open", "open", "late", "closed")
RELAXED = settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])

counts = st.builds(
    Count,
    st.sampled_from(("calendar", "working", "working_saturday", "school", "served")),
    st.frozensets(st.integers(5, 6)),
    st.frozensets(st.sampled_from(("weekends", "public_holidays", "school_holidays", "closures"))),
)
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Days, st.integers(0, 30), counts, st.booleans(), st.booleans()),
    st.builds(Months, st.integers(0, 6), st.booleans()),
    st.builds(Weekday, st.integers(0, 6), st.sampled_from(("before", "on_or_before", "same_week", "previous_week"))),
    st.builds(MonthDay, st.integers(1, 31), st.sampled_from(("same", "previous", "second_previous", "next"))),
    st.builds(YearDay, st.integers(1, 12), st.integers(1, 28), st.sampled_from(("before", "on_or_before"))),
    st.builds(Move, counts, st.booleans(), st.one_of(st.none(), st.integers(0, 1440))),
)
anchors = st.one_of(
    st.sampled_from(("day", "week", "month", "term", "school_year")),
    st.dates(date(2026, 9, 1), date(2027, 8, 31)),
)
points = st.builds(
    Point,
    anchors,
    st.lists(steps, max_size=3).map(tuple),
    st.one_of(st.integers(0, 1440), st.sampled_from(("start", "finish"))),
    st.integers(0, 9000),
    st.just(Count()),
)
whens = st.builds(
    When,
    weekdays=st.frozensets(st.integers(0, 6)),
    months=st.frozensets(st.integers(1, 12)),
    first_school_day_after=st.sampled_from(("school_holiday", "public_holiday", "any_holiday")),
    day_before=st.frozensets(st.sampled_from(("school", "weekend"))),
)


def nested(inner: st.SearchStrategy[Limit]) -> st.SearchStrategy[Limit]:
    return st.one_of(
        st.builds(ByWeekday, st.dictionaries(st.integers(0, 6), inner, max_size=3), inner),
        st.builds(OneOf, st.lists(inner, min_size=1, max_size=3).map(tuple), st.booleans()),
        st.builds(Cases, st.lists(st.tuples(whens, inner), min_size=1, max_size=2).map(tuple), points),
    )


limits: st.SearchStrategy[Limit] = st.recursive(points, nested, max_leaves=4)
surcharges = st.one_of(st.none(), st.builds(Surcharge, cents=st.integers(0, 500)))
rules = st.builds(
    Rule,
    st.just("sept-jours"),
    st.one_of(st.just(NoLimit()), limits),
    limits,
    st.one_of(st.none(), st.just(NoLimit()), st.just(NoLimit(never=True)), limits),
    st.lists(st.builds(Late, limits, surcharges), max_size=2).map(tuple),
)
days = st.dates(date(2026, 9, 1), date(2028, 7, 1))


def toml(value: object) -> str:
    """A plain value as inline TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)


def names(weekdays: frozenset[int]) -> list[str]:
    return [WEEKDAYS[number] for number in sorted(weekdays)]


def count_keys(count: Count) -> dict[str, object]:
    return {"count": count.kind, "skip": names(count.weekdays) + sorted(count.skip)}


def step_keys(step: Step) -> dict[str, object]:
    direction: dict[str, object] = {"direction": "after" if getattr(step, "forward", False) else "before"}
    match step:
        case Days(number, count, clear):
            return {"days": number, "clear": clear} | count_keys(count) | direction
        case Months(number):
            return direction | {"months": number}
        case Weekday(weekday, which):
            return {"weekday": WEEKDAYS[weekday], "which": which}
        case MonthDay(number, month):
            return {"month_day": number, "month": month}
        case YearDay(month_number, number, which_day):
            return {"year_day": f"{number:02d}/{month_number:02d}", "which": which_day}
        case Move(count, forward, at):
            hour = {} if at is None else {"at": f"{at // 60:02d}:{at % 60:02d}"}
            return {"move": "after" if forward else "before"} | count_keys(count) | hour
    raise AssertionError(step)


def when_keys(when: When) -> dict[str, object]:
    lists = {"weekdays": names(when.weekdays), "months": sorted(when.months), "day_before": sorted(when.day_before)}
    return {"first_school_day_after": when.first_school_day_after} | lists


def limit_keys(limit: Limit) -> object:
    match limit:
        case NoLimit(never):
            return "never" if never else "none"
        case Point(anchor, path, at, elapsed):
            hour = f"{at // 60:02d}:{at % 60:02d}" if isinstance(at, int) else at
            timed = {"minutes": elapsed} if elapsed else {}
            return {"anchor": anchor, "steps": [step_keys(step) for step in path], "at": hour} | timed
        case ByWeekday(rows, otherwise) if otherwise is not None:
            table = {WEEKDAYS[number]: limit_keys(row) for number, row in rows.items()}
            return {"by_weekday": table, "otherwise": limit_keys(otherwise)}
        case OneOf(items, latest):
            return {"latest_of" if latest else "earliest_of": [limit_keys(item) for item in items]}
        case Cases(cases, ordinary):
            ordinary_keys = limit_keys(ordinary)
            assert isinstance(ordinary_keys, dict)
            told = [{"when": when_keys(when), "limit": limit_keys(item)} for when, item in cases]
            return ordinary_keys | {"except": told}
    raise AssertionError(limit)


def loaded(rule: Rule) -> Town:
    text = TOULOUSE[: TOULOUSE.index("[rules.")] + "[rules.sept-jours]\n"
    text += f"opens = {toml(limit_keys(rule.opens))}\nbook = {toml(limit_keys(rule.book))}\n"
    if rule.cancel is not None:
        text += f"cancel = {toml(limit_keys(rule.cancel))}\n"
    for late in rule.late:
        text += f"\n[[rules.sept-jours.late]]\nuntil = {toml(limit_keys(late.until))}\n"
        text += f"cents = {late.surcharge.cents}\n" if late.surcharge else ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ville.toml"
        file.write_text(text, encoding="utf-8")
        return load_town(file)


def moments(town: Town, day: date) -> list[datetime]:
    """Every instant at which something could change, with its neighbours, and some around the slot."""
    found = town.limits(MEAL, day)
    instants = [
        found.opens,
        found.book_by,
        found.cancel_by,
        found.starts,
        found.day_ends,
        *(end for end, _ in found.late),
    ]
    near = [i + timedelta(seconds=s) for i in instants if isinstance(i, datetime) for s in (-1, 0, 1)]
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return sorted(near + [noon - timedelta(days=back) for back in (400, 60, 7, 1, 0, -1)])


@RELAXED
@given(rules)
def test_a_rule_comes_back_from_its_file(rule: Rule) -> None:
    assert loaded(rule).rules["sept-jours"] == rule


@RELAXED
@given(rules, st.lists(days, min_size=3, max_size=8))
def test_phases_only_go_forward(rule: Rule, slots: list[date]) -> None:
    town = loaded(rule)
    for day in slots:
        verdicts = [town.judge(MEAL, day, at) for at in moments(town, day)]
        if not verdicts[0].served:
            assert {v.verdict for v in verdicts} == {"not_served"}
            assert not any(v.can_book or v.can_cancel for v in verdicts)
            continue
        ranks = [PHASES.index(v.verdict) for v in verdicts]
        assert ranks == sorted(ranks)
        cancels = [v.can_cancel for v in verdicts]
        assert cancels == sorted(cancels, reverse=True)
        assert not verdicts[-1].can_book and not verdicts[-1].can_cancel
        assert len({(v.opens, v.book_by, v.late_until, v.cancel_by) for v in verdicts}) == 1


@RELAXED
@given(rules, st.lists(days, min_size=3, max_size=8))
def test_limits_are_half_open(rule: Rule, slots: list[date]) -> None:
    town = loaded(rule)
    for day in slots:
        for at in moments(town, day):
            v = town.judge(MEAL, day, at)
            if v.can_book:
                assert (v.opens is None or v.opens <= at) and (v.late_until or v.book_by or at + timedelta(1)) > at
            if v.can_cancel and v.cancel_by is not None:
                assert at < v.cancel_by
            if v.book_by is not None and v.late_until is not None:
                assert v.book_by <= v.late_until
            assert (v.surcharge is None) or v.verdict == "late"
            assert v.can_book == (v.verdict in ("open", "late"))


@RELAXED
@given(rules, days, st.integers(0, 3 * 365 * 24 * 60))
def test_explanations_have_the_contract_s_shape(rule: Rule, day: date, minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    answer = loaded(rule).judge(MEAL, day, at).as_json(at, sentence)
    assert set(answer) == KEYS
    assert set(answer["reason"]) == {"code", "params", "text"}
    assert answer["reason"]["text"] != answer["reason"]["code"]
    assert "{" not in answer["reason"]["text"]
    assert json.loads(json.dumps(answer)) == answer


ONE_WAY = st.one_of(
    st.builds(lambda n, c: Point(steps=(Days(n, c),)), st.integers(0, 20), counts),
    st.builds(lambda n, c: Point(steps=(Days(n, c, clear=True),), at=600), st.integers(0, 20), counts),
    st.builds(lambda w: Point(steps=(Weekday(w, "previous_week"),), at=720), st.integers(0, 6)),
    st.builds(lambda n: Point(steps=(MonthDay(n, "previous"),), at=0), st.integers(1, 31)),
    st.builds(lambda m: Point(at="start", elapsed=m), st.integers(1, 9000)),
)


@RELAXED
@given(st.builds(Rule, st.just("sept-jours"), st.just(NoLimit()), ONE_WAY), days)
def test_a_later_slot_never_closes_earlier(rule: Rule, first: date) -> None:
    town = loaded(rule)
    found = [town.limits(MEAL, first + timedelta(days=n)).book_by for n in range(60)]
    instants = [instant for instant in found if instant is not None]
    assert instants == sorted(instants)


def widespread(code: int, day: date, skipped: frozenset[int]) -> date:
    """The deadline codes of a widespread open-source portal, as their documentation tells them."""
    if code < 1000:
        while code:
            day -= timedelta(days=1)
            code -= day.weekday() not in skipped
        return day
    if code < 2000:
        day -= timedelta(days=1)
        return day - timedelta(days=(day.weekday() - (code - 1000)) % 7)
    if code < 4000:
        weeks = code // 1000 - 1
        return day - timedelta(days=day.weekday() + 7 * weeks - code % 1000)
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(code - 4000, last.day))


def as_rule(code: int, skipped: frozenset[int]) -> Point:
    path: Step
    if code < 1000:
        path = Days(code, Count(weekdays=skipped))
    elif code < 2000:
        path = Weekday(code - 1000)
    elif code < 4000:
        path = Weekday(code % 1000, "previous_week" if code < 3000 else "second_previous_week")
    else:
        path = MonthDay(code - 4000, "previous")
    return Point(steps=(path,), at=600)


@RELAXED
@given(
    st.one_of(st.integers(0, 30), st.sampled_from((60, 90, 120)), st.integers(1000, 1006), st.integers(2000, 2006))
    | st.one_of(st.integers(3000, 3006), st.integers(4001, 4031)),
    st.frozensets(st.integers(0, 6), max_size=5),
    days,
)
def test_the_codes_of_a_widespread_portal_can_be_said(code: int, skipped: frozenset[int], day: date) -> None:
    town = loaded(Rule("sept-jours", book=as_rule(code, skipped)))
    found = town.limits(MEAL, day)
    if found.closed is None:
        assert found.book_by is not None
        assert (found.book_by.date(), found.book_by.hour) == (widespread(code, day, skipped), 10)
