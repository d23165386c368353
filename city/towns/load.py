"""Loading a town file: every part is read and checked, or the file is refused."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from city.rules.calendar import HOLIDAY_KEYS, REGIONS, Calendar, Closure, Holiday
from city.text import _
from city.towns.models import Activity, Contact, Level, School, Site
from city.towns.node import Node, nearest, options_of
from city.towns.read_procedures import load_procedures, procedures_file
from city.towns.read_rules import check_cases, check_use, read_rule
from city.towns.read_services import Places, read_counters, read_services, read_tariffs
from city.towns.read_till import read_till
from city.towns.source import Source, read_source
from city.towns.town import Town

_ROOT_KEYS = (
    "town", "schools", "sites", "calendar", "activities", "services", "rules", "counters",
    "tariffs", "till",
)  # fmt: skip
TOWN_KEYS = (
    "id", "name", "time_zone", "school_zone", "demonstration", "seed_colour", "contact",
    "age_groups",
)  # fmt: skip
CALENDAR_KEYS = ("class_days", "extra_class_days", "public_holidays_region", "closures", "school_holidays")
CONTACT_KEYS = ("email", "phone", "address", "service_name", "hours")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEFAULT_CLASS_DAYS = frozenset({0, 1, 3, 4})


def load_town(path: Path) -> Town:
    """The town that the TOML file at ``path`` describes, with the procedures of the file beside it.

    Raises TownFileError with file, key, line and reason where the file is wrong.
    """
    town, beside = read_town(read_source(Path(path))), procedures_file(Path(path))
    if not beside.is_file():
        return town
    activities = {name: item.name for name, item in town.activities.items() if item.services}
    return replace(town, procedures=load_procedures(beside, activities))


def read_town(source: Source) -> Town:
    """The town that ``source`` describes; TownFileError where it is wrong."""
    root = Node(source).table(_ROOT_KEYS)
    for kind in ("schools", "sites", "activities", "services", "rules", "counters"):
        for name, node in root.named(kind):
            if not _ID.fullmatch(name):
                node.fail(_("un identifiant n’a que des minuscules, chiffres et tirets"))
    head = root.child("town").table(TOWN_KEYS)
    zone = head.choice("school_zone", ("A", "B", "C"), "C")
    places = _places(root, head)
    services = read_services(root, places)
    calendar = _calendar(root, zone, services)
    check_cases(root, places.rules)
    for service in services.values():
        check_use(root, places.rules, service, calendar)
    activities = {
        name: replace(item, services=tuple(s.id for s in services.values() if s.activity == name))
        for name, item in places.activities.items()
    }
    return Town(
        id=head.text("id"),
        name=head.text("name"),
        time_zone=ZoneInfo(_time_zone(head)),
        school_zone=zone,
        demonstration=head.flag("demonstration"),
        seed_colour=_colour(head),
        contact=_contact(head.child("contact")),
        calendar=calendar,
        schools=dict(places.schools),
        sites=dict(places.sites),
        age_groups=places.age_groups,
        activities=activities,
        services=services,
        counters=read_counters(root, services, places),
        rules=dict(places.rules),
        tariffs=read_tariffs(root, services),
        till=read_till(root),
    )


def _places(root: Node, head: Node) -> Places:
    schools = {name: _school(name, node) for name, node in root.named("schools")}
    if not schools:
        root.fail(_("il faut au moins une école ([schools.NOM])"))
    sites = {}
    for name, node in root.named("sites"):
        if name in schools:
            node.fail(_("une école a déjà cet identifiant"))
        sites[name] = Site(name, node.table(("name",)).text("name"))
    activities = {name: Activity(name, node.table(("name",)).text("name")) for name, node in root.named("activities")}
    rules = {name: read_rule(name, node) for name, node in root.named("rules")}
    groups = head.words("age_groups") or options_of(Level)
    return Places(schools, sites, groups, activities, rules)


def _school(name: str, node: Node) -> School:
    table = node.table(("name", "level", "classes"))
    return School(name, table.text("name"), table.choice("level", options_of(Level)), table.words("classes"))


def _time_zone(head: Node) -> str:
    name: str = head.text("time_zone", "Europe/Paris")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = available_timezones()
        head.fail(
            _("le fuseau « {name} » n’est pas connu{hint}").format(name=name, hint=nearest(name, known)), "time_zone"
        )
    return name


def _colour(head: Node) -> str:
    colour: str = head.text("seed_colour", "#17607A")
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        head.fail(_('« {colour} » n’est pas une couleur ("#17607A")').format(colour=colour), "seed_colour")
    return colour


def _contact(node: Node) -> Contact:
    table = node.table(CONTACT_KEYS)
    email: str = table.text("email")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        table.fail(_("« {email} » n’est pas une adresse électronique").format(email=email), "email")
    return Contact(
        email,
        table.text("phone"),
        table.text("address"),
        table.text("service_name"),
        table.text("hours", None),
    )


def _calendar(root: Node, zone: str, services: Collection[str]) -> Calendar:
    if not root.has("calendar"):
        return Calendar(zone)
    table = root.child("calendar").table(CALENDAR_KEYS)
    return Calendar(
        zone=zone,
        class_days=table.weekdays("class_days") or _DEFAULT_CLASS_DAYS,
        extra_class_days=frozenset(table.dates("extra_class_days")),
        closures=tuple(_closure(node, services) for node in table.each("closures")),
        region=table.choice("public_holidays_region", REGIONS, None),
        own_holidays=_own_holidays(table),
    )


def _own_holidays(table: Node) -> tuple[Holiday, ...]:
    """The school holidays of a town whose zone is none of the three, in order, from a summer to a summer."""
    runs: list[Holiday] = []
    for node in table.each("school_holidays"):
        block = node.table(("id", "name", "from", "to"))
        key = block.choice("id", tuple(HOLIDAY_KEYS.values()))
        run = Holiday(key, block.text("name"), block.day("from"), block.day("to"))
        if run.last < run.first:
            block.fail(_("ce jour est avant « from »"), "to")
        if runs and run.first <= runs[-1].last:
            block.fail(_("ces vacances commencent avant la fin des précédentes"), "from")
        runs.append(run)
    if runs and not (len(runs) > 1 and runs[0].key == runs[-1].key == "ete"):
        table.fail(_('la liste va des grandes vacances (id = "ete") à celles d’une année suivante'), "school_holidays")
    return tuple(runs)


def _closure(node: Node, services: Collection[str]) -> Closure:
    table = node.table(("from", "to", "name", "services"))
    first = table.day("from")
    last = table.day("to", first)
    if last < first:
        table.fail(_("ce jour est avant « from »"), "to")
    return Closure(first, last, table.text("name"), frozenset(table.words("services", services)))
