"""Reading the blocks ``[rules.NAME]`` of a town file, and checking them against services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from city.rules.calendar import WEEKDAYS, Calendar
from city.rules.judge import Late, Rule, Window
from city.rules.limits import ByWeekday, Cases, Limit, NoLimit, OneOf, Point
from city.rules.verdict import Surcharge
from city.rules.when import When
from city.text import _
from city.towns.models import Service
from city.towns.node import Node
from city.towns.read_limits import read_limit, read_when

RULE_KEYS = ("opens", "book", "cancel", "late", "windows", "except")
_LATE_KEYS = ("until", "percent", "cents")
_WINDOW_KEYS = ("from", "to", "opens", "closes")


def read_rule(name: str, node: Node) -> Rule:
    """The rule written at ``node``."""
    table = node.table(RULE_KEYS)
    opens = read_limit(table.child("opens"), 0) if table.has("opens") else NoLimit()
    windows = _windows(table)
    closed = bool(windows) and all(window.closes for window in windows)
    if not table.has("book") and not closed:
        table.fail(_("il manque la clé « book » (la limite pour réserver, ou « none »)"))
    book = read_limit(table.child("book")) if table.has("book") else NoLimit()
    cancel = read_limit(table.child("cancel"), never=True) if table.has("cancel") else None
    late = tuple(_late(item) for item in table.each("late"))
    if late and isinstance(book, NoLimit) and not windows:
        table.fail(_("rien n’est tardif quand « book » n’a pas de limite"), "late")
    cases = tuple(_other_rule(item) for item in table.each("except"))
    return Rule(name, opens, book, cancel, late, windows, cases)


def _other_rule(item: Node) -> tuple[When, str]:
    table = item.table(("when", "rule"))
    return read_when(table.child("when")), table.text("rule")


def check_cases(root: Node, rules: Mapping[str, Rule]) -> None:
    """Refuse a rule whose exceptions name a rule that is not there, itself, or one with exceptions of its own."""
    for name, rule in rules.items():
        block = root.child("rules").child(name)
        for item, (_when, other) in zip(block.each("except") if rule.cases else (), rule.cases, strict=True):
            found = item.known("rule", rules, _("la règle"))
            if other == name or found.cases:
                item.fail(_("une exception cite une autre règle, qui n’a pas d’exception elle-même"), "rule")


def _late(item: Node) -> Late:
    table = item.table(_LATE_KEYS)
    until = read_limit(table.child("until")) if table.has("until") else Point(at="start")
    if isinstance(until, NoLimit):
        table.fail(_("une réservation tardive doit avoir une fin"), "until")
    if table.has("percent") and table.has("cents"):
        table.fail(_("« percent » et « cents » se contredisent : gardez-en un"), "cents")
    if table.has("percent"):
        return Late(until, Surcharge(percent=table.number("percent")))
    if table.has("cents"):
        return Late(until, Surcharge(cents=table.whole("cents")))
    return Late(until, None)


def _windows(table: Node) -> tuple[Window, ...]:
    windows: list[Window] = []
    for item in table.each("windows"):
        block = item.table(_WINDOW_KEYS)
        first, last = block.day("from"), block.day("to")
        if last < first:
            block.fail(_("ce jour est avant « from »"), "to")
        if any(first <= other.last and other.first <= last for other in windows):
            block.fail(_("ces jours sont déjà dans une autre fenêtre"), "from")
        opens = block.moment("opens", ends=False) if block.has("opens") else None
        closes = block.moment("closes", ends=True) if block.has("closes") else None
        if opens and closes and closes <= opens:
            block.fail(_("la fenêtre se ferme avant de s’ouvrir"), "closes")
        windows.append(Window(first, last, _fixed(opens), _fixed(closes)))
    return tuple(windows)


def _fixed(moment: datetime | None) -> Point | None:
    return Point(moment.date(), at=moment.hour * 60 + moment.minute) if moment else None


def check_use(root: Node, rules: Mapping[str, Rule], service: Service, calendar: Calendar) -> None:
    """Refuse the rules of a service that do not fit its days.

    A table must have a row for each weekday served; an anchor on the holidays needs a service of the holidays.
    """
    weekdays = _weekdays(service, calendar)
    rule = rules[service.rule]
    _check_rule(root.child("rules").child(rule.id), rule, service, weekdays)
    for when, other in rule.cases:
        _check_rule(root.child("rules").child(other), rules[other], service, _among(weekdays, when))


def _check_rule(node: Node, rule: Rule, service: Service, weekdays: frozenset[int]) -> None:
    holiday = bool({"school_holiday", "public_holiday", "weekend"} & set(service.days))
    limits: dict[str, tuple[Limit | None, ...]] = {
        "opens": (rule.opens,),
        "book": (rule.book,),
        "cancel": (rule.cancel,),
        "late": tuple(late.until for late in rule.late),
    }
    for key, listed in limits.items():
        for part, days in (found for limit in listed for found in _parts(limit, weekdays)):
            if isinstance(part, ByWeekday) and part.otherwise is None:
                missing = [WEEKDAYS[day] for day in sorted(days - part.rows.keys())]
                if missing:
                    told = _("il manque « {day} » (ou « otherwise ») : « {name} » a lieu ce jour-là")
                    node.fail(told.format(day=missing[0], name=service.name), key)
            if isinstance(part, Point) and part.anchor == "holiday" and not holiday:
                told = _("l’ancre « holiday » ne dit rien de « {name} », qui n’a pas lieu pendant les vacances")
                node.fail(told.format(name=service.name), key)


def _weekdays(service: Service, calendar: Calendar) -> frozenset[int]:
    ordinary = frozenset(range(5))
    of_kind = {
        "school": calendar.class_days | {day.weekday() for day in calendar.extra_class_days},
        "wednesday": ordinary - calendar.class_days,
        "weekend": frozenset({5, 6}),
        "public_holiday": frozenset(range(7)),
    }
    found = frozenset[int]().union(*(of_kind.get(kind, ordinary) for kind in service.days))
    found = found & service.weekdays if service.weekdays else found
    return found | {day.weekday() for day in service.also_on}


def _among(weekdays: frozenset[int], when: When) -> frozenset[int]:
    return weekdays & when.weekdays if when.weekdays else weekdays


def _parts(limit: Limit | None, weekdays: frozenset[int]) -> Iterator[tuple[Limit, frozenset[int]]]:
    """The limit and all in it, each with the weekdays of the slots that it may be asked about."""
    if limit is None:
        return
    yield limit, weekdays
    if isinstance(limit, Cases):
        yield from _parts(limit.otherwise, weekdays)
        for when, item in limit.cases:
            yield from _parts(item, _among(weekdays, when))
    elif isinstance(limit, OneOf):
        for item in limit.limits:
            yield from _parts(item, weekdays)
    elif isinstance(limit, ByWeekday):
        for day, row in limit.rows.items():
            yield from _parts(row, weekdays & {day})
        yield from _parts(limit.otherwise, weekdays - limit.rows.keys())
