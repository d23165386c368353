"""Reading limits from a town file: each key is one small part of the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from city.rules.calendar import HOLIDAY_KEYS, WEEKDAYS, CountName, DayKindName
from city.rules.limits import (
    MIDNIGHT,
    AnchorName,
    ByWeekday,
    Cases,
    Limit,
    NoLimit,
    OneOf,
    Point,
)  # fmt: skip
from city.rules.steps import (
    SKIPS,
    Count,
    Days,
    MonthDay,
    Months,
    Move,
    Step,
    Weekday,
    Which,
    WhichMonth,
    WhichWeekday,
    YearDay,
)  # fmt: skip
from city.rules.when import Break, When
from city.text import _
from city.towns.node import Node, options_of

At = int | Literal["start", "finish"]
VERBS = ("days", "weeks", "months", "weekday", "month_day", "year_day", "move")
_HELPERS = {
    "which": ("weekday", "year_day"),
    "month": ("month_day",),
    "clear": ("days",),
    "direction": ("days", "weeks", "months"),
    "count": ("days", "move", "hours", "minutes"),
    "skip": ("days", "move", "hours", "minutes"),
}
STEP_KEYS = (*VERBS, *_HELPERS)
_SHAPES = ("by_weekday", "earliest_of", "latest_of")
_POINT_KEYS = ("anchor", "steps", "hours", "minutes", *STEP_KEYS)
LIMIT_KEYS = (*_POINT_KEYS, "at", "except", "otherwise", *_SHAPES)
WHEN_KEYS = (
    "weekdays", "kinds", "holidays", "months", "from", "to", "first_school_day_after",
    "last_school_day_before", "first_school_week_after", "day_before", "day_after",
)  # fmt: skip
_DIRECTIONS = ("before", "after")


def read_limit(node: Node, at: At = MIDNIGHT, *, never: bool = False) -> Limit:
    """The limit written at ``node``; ``at`` is the hour where none is written.

    ``never``: whether "never" may be written here (it may for cancelling).
    """
    if isinstance(node.value, str):
        return _word(node, never)
    table = node.table(LIMIT_KEYS)
    at = _at(table, at)
    limit = _shape(table, at, never)
    if not table.has("except"):
        return limit
    cases = [_case(item, at, never) for item in table.each("except")]
    return Cases(tuple(cases), limit)


def _word(node: Node, never: bool) -> Limit:
    if node.value == "none":
        return NoLimit()
    if node.value == "never" and never:
        return NoLimit(never=True)
    if node.value == "never":
        node.fail(_("« never » ne peut se dire que d’une annulation"))
    if node.value == "late":
        node.fail(_("on ne peut pas être tardif ici : donnez une limite, « none » ou « never »"))
    raise node.error(_("« {value} » n’est pas une limite : écrivez {{ days = 7 }}, « none »…").format(value=node.value))


def _at(table: Node, default: At) -> At:
    if not table.has("at"):
        return default
    if table.value["at"] == "start":
        return "start"
    return "finish" if table.value["at"] == "finish" else table.hour("at")


def _shape(table: Node, at: At, never: bool) -> Limit:
    shapes = [key for key in _SHAPES if table.has(key)]
    points = [key for key in _POINT_KEYS if table.has(key)]
    if len(shapes) > 1 or (shapes and points):
        other = (shapes[1:] + points)[0]
        table.fail(
            _("« {one} » et « {other} » se contredisent : gardez-en un").format(one=shapes[0], other=other), other
        )
    if table.has("otherwise") and shapes != ["by_weekday"]:
        table.fail(_("cette clé ne va qu’avec « by_weekday »"), "otherwise")
    if not shapes:
        return _point(table, at)
    if shapes == ["by_weekday"]:
        return _by_weekday(table, at, never)
    read: Callable[[Node], Limit] = lambda item: read_limit(item, at, never=never)  # noqa: E731
    limits = tuple(read(item) for item in table.each(shapes[0]))
    if not limits:
        table.fail(_("cette liste est vide"), shapes[0])
    return OneOf(limits, latest=shapes[0] == "latest_of")


def _by_weekday(table: Node, at: At, never: bool) -> ByWeekday:
    rows: dict[int, Limit] = {}
    block = table.child("by_weekday").table(WEEKDAYS)
    for number, name in enumerate(WEEKDAYS):
        if not block.has(name):
            continue
        row = block.child(name)
        if row.value in WEEKDAYS:
            rows[number] = Point(steps=(Weekday(WEEKDAYS.index(row.value)),), at=at)
        else:
            rows[number] = read_limit(row, at, never=never)
    if not table.has("otherwise"):
        return ByWeekday(rows, None)
    return ByWeekday(rows, read_limit(table.child("otherwise"), at, never=never))


def _case(item: Node, at: At, never: bool) -> tuple[When, Limit]:
    table = item.table((*LIMIT_KEYS, "when", "limit"))
    when = read_when(table.child("when"))
    if table.has("limit"):
        other = next((key for key in table.value if key not in ("when", "limit")), None)
        if other:
            table.fail(_("« limit » dit déjà toute la limite : retirez cette clé"), other)
        return when, read_limit(table.child("limit"), at, never=never)
    rest = {key: value for key, value in table.value.items() if key != "when"}
    return when, read_limit(Node(item.source, item.path, rest), at, never=never)


def read_when(node: Node) -> When:
    """The condition on the slot's day written at ``node``."""
    table = node.table(WHEN_KEYS)
    if not table.value:
        table.fail(_("cette condition est vide"))
    months = [child.value for child in table.each("months")]
    if any(type(month) is not int or not 1 <= month <= 12 for month in months):
        table.fail(_("les mois sont des nombres de 1 à 12"), "months")
    breaks = options_of(Break)
    first, last = table.day("from", None), table.day("to", None)
    if first and last and last < first:
        table.fail(_("ce jour est avant « from »"), "to")
    return When(
        weekdays=table.weekdays("weekdays"),
        kinds=frozenset(table.words("kinds", options_of(DayKindName))),
        holidays=frozenset(table.words("holidays", tuple(HOLIDAY_KEYS.values()))),
        months=frozenset(months),
        first=first,
        last=last,
        first_school_day_after=table.choice("first_school_day_after", breaks, None),
        last_school_day_before=table.choice("last_school_day_before", breaks, None),
        first_school_week_after=table.choice("first_school_week_after", breaks, None),
        day_before=frozenset(table.words("day_before", options_of(DayKindName))),
        day_after=frozenset(table.words("day_after", options_of(DayKindName))),
    )


def _point(table: Node, at: At) -> Point:
    verbs = [key for key in VERBS if table.has(key)]
    elapsed = table.whole("hours", 0, high=9000) * 60 + table.whole("minutes", 0, high=9000)
    timed = table.has("hours") or table.has("minutes")
    if verbs and table.has("steps"):
        table.fail(_("« steps » et « {value} » se contredisent : gardez-en un").format(value=verbs[0]), "steps")
    if verbs and timed:
        table.fail(
            _("écrivez « {value} » dans « steps » pour le combiner à des heures").format(value=verbs[0]), verbs[0]
        )
    steps: tuple[Step, ...] = ()
    if verbs:
        steps = (_step(table),)
    else:
        _check_helpers(table, ("hours",) if timed else ())
        steps = tuple(_in_steps(item) for item in table.each("steps"))
    if timed and not table.has("at"):
        at = "start"
    count = read_count(table) if timed else Count()
    return Point(_anchor(table), steps, at, elapsed, count)


def _in_steps(item: Node) -> Step:
    """One of several steps; a move may say its own hour."""
    table = item.table((*STEP_KEYS, "at") if item.has("move") else STEP_KEYS)
    step = _step(table)
    return replace(step, at=table.hour("at")) if isinstance(step, Move) and table.has("at") else step


def _anchor(table: Node) -> AnchorName | date:
    if table.has("anchor") and not isinstance(table.value["anchor"], str):
        day: date = table.day("anchor")
        return day
    name: AnchorName = table.choice("anchor", options_of(AnchorName), "day")
    return name


def _check_helpers(table: Node, verbs: tuple[str, ...]) -> None:
    for key, owners in _HELPERS.items():
        if table.has(key) and not set(owners) & set(verbs):
            table.fail(_("cette clé ne va qu’avec « {words} »").format(words=" », « ".join(owners)), key)


def _step(table: Node) -> Step:
    verbs = tuple(key for key in VERBS if table.has(key))
    if not verbs:
        table.fail(_("ce pas ne dit rien : il lui faut une clé parmi {words}").format(words=", ".join(VERBS)))
    if len(verbs) > 1:
        told = _("« {one} » et « {other} » sont deux pas : écrivez-les dans « steps »").format(
            one=verbs[0], other=verbs[1]
        )
        table.fail(told, verbs[1])
    _check_helpers(table, verbs)
    verb = verbs[0]
    forward = table.choice("direction", _DIRECTIONS, "before") == "after"
    if verb == "days":
        number, clear = table.whole("days", high=400), table.flag("clear")
        return Days(number, read_count(table), clear, forward)
    if verb == "weeks":
        return Days(table.whole("weeks", high=60) * 7, forward=forward)
    if verb == "months":
        return Months(table.whole("months", high=24), forward)
    if verb == "weekday":
        weekday = WEEKDAYS.index(table.choice("weekday", WEEKDAYS))
        return Weekday(weekday, table.choice("which", options_of(WhichWeekday), "before"))
    if verb == "month_day":
        month = table.choice("month", options_of(WhichMonth), "same")
        return MonthDay(table.whole("month_day", low=1, high=31), month)
    if verb == "year_day":
        return _year_day(table)
    return Move(read_count(table), table.choice("move", _DIRECTIONS) == "after")


def _year_day(table: Node) -> YearDay:
    text = table.text("year_day")
    day, slash, month = text.partition("/")
    numbers = day.isdecimal() and month.isdecimal() and bool(slash)
    longest = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not numbers or not 1 <= int(month) <= 12 or not 1 <= int(day) <= longest[int(month) - 1]:
        table.fail(
            _('« {text} » n’est pas un jour de l’année ("03/09" : le 3 septembre)').format(text=text), "year_day"
        )
    which = table.choice("which", options_of(Which), "on_or_before")
    return YearDay(int(month), int(day), which)


def read_count(table: Node) -> Count:
    """Which days count: the keys ``count`` and ``skip``."""
    skip = table.words("skip", (*SKIPS, *WEEKDAYS))
    weekdays = frozenset(WEEKDAYS.index(word) for word in skip if word in WEEKDAYS)
    kind: CountName = table.choice("count", options_of(CountName), "calendar")
    off = {"working": {5, 6}, "working_saturday": {6}}.get(kind, set())
    if len(weekdays | off | ({5, 6} if "weekends" in skip else set())) == 7:
        table.fail(_("plus aucun jour ne compte"), "skip")
    return Count(kind, weekdays, frozenset(skip) & frozenset(SKIPS))
