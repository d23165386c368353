"""Reading activities, services, counters and tariffs of a town file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from city.rules.calendar import DayKindName
from city.rules.judge import Rule
from city.text import _
from city.towns.models import (
    Activity,
    Band,
    Counter,
    Icon,
    Moment,
    School,
    Service,
    Site,
    Tariff,
)  # fmt: skip
from city.towns.node import Node, nearest, options_of
from city.towns.read_limits import read_limit

SERVICE_KEYS = (
    "name", "short_name", "activity", "icon", "starts", "ends", "moment", "days", "weekdays",
    "rule", "schools", "site", "age_groups", "requires", "excludes", "linked", "validation",
    "hold_minutes", "waiting_list", "waiting_list_closes", "last_places_from", "also_on",
    "childcare",
)  # fmt: skip
_COUNTER_KEYS = ("site", "age_group", "services", "places", "weekdays")
_RELATIONS = ("requires", "excludes", "linked")


@dataclass(frozen=True, slots=True)
class Places:
    """What services refer to."""

    schools: Mapping[str, School]
    sites: Mapping[str, Site]
    age_groups: tuple[str, ...]
    activities: Mapping[str, Activity]
    rules: Mapping[str, Rule]


def read_services(root: Node, places: Places) -> dict[str, Service]:
    """The blocks ``[services.NAME]``, in order; exclusions and links hold both ways."""
    nodes = dict(root.named("services"))
    if not nodes:
        root.fail(_("il faut au moins une prestation ([services.NOM])"))
    services = {name: _service(name, node, places) for name, node in nodes.items()}
    for name, node in nodes.items():
        _check_relations(node, services[name], services)
    return {name: _both_ways(service, services) for name, service in services.items()}


def _service(name: str, node: Node, places: Places) -> Service:
    table = node.table(SERVICE_KEYS)
    title = table.text("name")
    places_known = table.known("activity", places.activities, _("l’activité"))
    rule = table.known("rule", places.rules, _("la règle"))
    starts, ends = table.hour("starts", 1439), table.hour("ends", 1439)
    if ends <= starts:
        table.fail(_("la fin est avant le début"), "ends")
    site = table.known("site", places.sites, _("le lieu")).id if table.has("site") else None
    days = table.words("days", options_of(DayKindName))
    if "unknown" in days or not (days or table.has("also_on")):
        table.fail(_("il faut dire quels jours (school, wednesday, school_holiday…)"), "days")
    hold = table.whole("hold_minutes", low=1, high=60 * 24 * 30) if table.has("hold_minutes") else 0
    closes = table.has("waiting_list_closes")
    waiting = table.flag("waiting_list")
    if closes and not waiting:
        table.fail(_("il n’y a pas de liste d’attente à fermer"), "waiting_list_closes")
    return Service(
        id=name,
        name=title,
        short_name=table.text("short_name", title),
        activity=places_known.id,
        icon=table.choice("icon", options_of(Icon), "other"),
        childcare=table.flag("childcare", table.choice("icon", options_of(Icon), "other") != "meal"),
        starts=_time(starts),
        ends=_time(ends),
        moment=table.choice("moment", options_of(Moment)),
        days=days,  # type: ignore[arg-type]
        weekdays=table.weekdays("weekdays"),
        rule=rule.id,
        schools=table.words("schools", places.schools),
        site=site,
        age_groups=table.words("age_groups", places.age_groups),
        requires=table.words("requires"),
        excludes=table.words("excludes"),
        linked=table.words("linked"),
        validation=table.flag("validation"),
        hold=timedelta(minutes=hold) if hold else None,
        waiting_list=waiting,
        waiting_list_closes=read_limit(table.child("waiting_list_closes")) if closes else None,
        last_places_from=table.whole("last_places_from", 5),
        also_on=frozenset(table.dates("also_on")),
    )


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _check_relations(node: Node, service: Service, services: Collection[str]) -> None:
    for key in _RELATIONS:
        for number, other in enumerate(getattr(service, key)):
            if other not in services:
                told = _("la prestation « {other} » n’existe pas{hint}").format(
                    other=other, hint=nearest(other, services)
                )
                node.child(key).fail(told, number)
            if other == service.id:
                node.child(key).fail(_("une prestation ne peut pas se citer elle-même"), number)
            if key != "excludes" and other in service.excludes:
                told = _("« {other} » est aussi dans « excludes » : c’est contradictoire").format(other=other)
                node.child(key).fail(told, number)


def _both_ways(service: Service, services: Mapping[str, Service]) -> Service:
    others = services.values()
    excludes = [o.id for o in others if service.id in o.excludes or o.id in service.excludes]
    linked = [o.id for o in others if service.id in o.linked or o.id in service.linked]
    return replace(service, excludes=tuple(excludes), linked=tuple(linked))


def read_counters(root: Node, services: Mapping[str, Service], places: Places) -> dict[str, Counter]:
    """The blocks ``[counters.NAME]``, in order."""
    counters = {}
    for name, node in root.named("counters"):
        table = node.table(_COUNTER_KEYS)
        counted = table.words("services", services)
        if not counted:
            table.fail(_("il faut dire quelles prestations sont comptées"), "services")
        where: dict[str, School | Site] = {**places.schools, **places.sites}
        site = table.known("site", where, _("le lieu")).id if table.has("site") else None
        elsewhere = [s for s in counted if site in places.sites and services[s].site != site]
        if elsewhere:
            table.fail(_("« {value} » n’a pas lieu à cet endroit").format(value=elsewhere[0]), "site")
        group = table.choice("age_group", places.age_groups, None)
        weekdays = table.weekdays("weekdays")
        counters[name] = Counter(name, site, group, counted, table.whole("places"), weekdays)
    return counters


def read_tariffs(root: Node, services: Collection[str]) -> dict[str, tuple[Tariff, ...]]:
    """The lists ``[[tariffs.SERVICE]]``: for each service, by rising first day."""
    found: dict[str, tuple[Tariff, ...]] = {}
    for name, node in root.named("tariffs"):
        if name not in services:
            node.fail(_("la prestation « {name} » n’existe pas{hint}").format(name=name, hint=nearest(name, services)))
        tariffs = [_tariff(name, item) for item in node.items()]
        firsts: list[date] = [tariff.first for tariff in tariffs]
        for number, first in enumerate(firsts):
            if first in firsts[:number]:
                node.fail(_("deux tarifs commencent le même jour"), number)
        found[name] = tuple(sorted(tariffs, key=lambda tariff: tariff.first))
    return found


def _tariff(service: str, item: Node) -> Tariff:
    table = item.table(("from", "bands"))
    bands: list[Band] = []
    nodes = table.each("bands")
    if not nodes:
        table.fail(_("il faut au moins une tranche"), "bands" if table.has("bands") else None)
    for number, node in enumerate(nodes):
        band = node.table(("up_to", "cents"))
        last = number == len(nodes) - 1
        up_to = band.whole("up_to") if band.has("up_to") else None
        if last and up_to is not None:
            band.fail(_("la dernière tranche est ouverte : retirez cette clé"), "up_to")
        if not last and up_to is None:
            band.fail(_("il manque la clé « up_to » (seule la dernière tranche est ouverte)"))
        before = bands[-1].up_to if bands else None
        if before is not None and up_to is not None and up_to <= before:
            band.fail(_("les tranches vont du plus petit au plus grand quotient"), "up_to")
        bands.append(Band(up_to, band.whole("cents")))
    return Tariff(service, table.day("from"), tuple(bands))
