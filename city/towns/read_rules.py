"""Reading the blocks ``[rules.NAME]`` of a town file, and checking them against services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from city.rules.calendar import WEEKDAYS, Calendar
from city.rules.judge import Late, Rule, Window
from city.rules.limits import ByWeekday, Cases, Limit, NoLimit, OneOf, Point
from city.rules.verdict import Surcharge
from city.towns.models import Service
from city.towns.node import Node
from city.towns.read_limits import read_limit

RULE_KEYS = ("opens", "book", "cancel", "late", "windows")
_LATE_KEYS = ("until", "percent", "cents")
_WINDOW_KEYS = ("from", "to", "opens", "closes")


def read_rule(name: str, node: Node) -> Rule:
    """The rule written at ``node``."""
    table = node.table(RULE_KEYS)
    opens = read_limit(table.child("opens"), 0) if table.has("opens") else NoLimit()
    windows = _windows(table)
    closed = bool(windows) and all(window.closes for window in windows)
    if not table.has("book") and not closed:
        table.fail("il manque la clé « book » (la limite pour réserver, ou « none »)")
    book = read_limit(table.child("book")) if table.has("book") else NoLimit()
    cancel = read_limit(table.child("cancel"), never=True) if table.has("cancel") else None
    late = tuple(_late(item) for item in table.each("late"))
    if late and isinstance(book, NoLimit) and not windows:
        table.fail("rien n’est tardif quand « book » n’a pas de limite", "late")
    return Rule(name, opens, book, cancel, late, windows)


def _late(item: Node) -> Late:
    table = item.table(_LATE_KEYS)
    until = read_limit(table.child("until")) if table.has("until") else Point(at="start")
    if isinstance(until, NoLimit):
        table.fail("une réservation tardive doit avoir une fin", "until")
    if table.has("percent") and table.has("cents"):
        table.fail("« percent » et « cents » se contredisent : gardez-en un", "cents")
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
            block.fail("ce jour est avant « from »", "to")
        if any(first <= other.last and other.first <= last for other in windows):
            block.fail("ces jours sont déjà dans une autre fenêtre", "from")
        opens = block.moment("opens") if block.has("opens") else None
        closes = block.moment("closes") if block.has("closes") else None
        if opens and closes and closes <= opens:
            block.fail("la fenêtre se ferme avant de s’ouvrir", "closes")
        windows.append(Window(first, last, _fixed(opens), _fixed(closes)))
    return tuple(windows)


def _fixed(moment: datetime | None) -> Point | None:
    return Point(moment.date(), at=moment.hour * 60 + moment.minute) if moment else None


def check_use(node: Node, rule: Rule, service: Service, calendar: Calendar) -> None:
    """Refuse a rule that does not fit the days of a service that uses it.

    ``node`` is the rule's block. A table must have a row for each weekday served; an anchor on
    the holidays needs a service of the holidays.
    """
    weekdays = _weekdays(service, calendar)
    holiday = bool({"school_holiday", "public_holiday", "weekend"} & set(service.days))
    limits = {"opens": rule.opens, "book": rule.book, "cancel": rule.cancel}
    for key, limit in limits.items():
        for part in _parts(limit):
            if isinstance(part, ByWeekday) and part.otherwise is None:
                missing = [WEEKDAYS[day] for day in sorted(weekdays - part.rows.keys())]
                if missing:
                    told = f"il manque « {missing[0]} » (ou « otherwise ») : « {service.name} »"
                    node.fail(f"{told} a lieu ce jour-là", key)
            if isinstance(part, Point) and part.anchor == "holiday" and not holiday:
                told = f"l’ancre « holiday » ne dit rien de « {service.name} »"
                node.fail(f"{told}, qui n’a pas lieu pendant les vacances", key)


def _weekdays(service: Service, calendar: Calendar) -> frozenset[int]:
    found: set[int] = set()
    for kind in service.days:
        match kind:
            case "school":
                found |= calendar.class_days
            case "wednesday":
                found |= {0, 1, 2, 3, 4} - calendar.class_days
            case "weekend":
                found |= {5, 6}
            case _:
                found |= {0, 1, 2, 3, 4}
    return frozenset(found & service.weekdays if service.weekdays else found)


def _parts(limit: Limit | None) -> Iterator[Limit]:
    if limit is None:
        return
    yield limit
    if isinstance(limit, Cases):
        yield from _parts(limit.otherwise)
    elif isinstance(limit, OneOf):
        for item in limit.limits:
            yield from _parts(item)
    elif isinstance(limit, ByWeekday):
        for row in (*limit.rows.values(), limit.otherwise):
            yield from _parts(row)
