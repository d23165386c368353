"""``town check``: what is valid in a town file, and yet probably not meant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from city.rules.judge import Limits
from city.rules.text import day_text
from city.text import _
from city.towns.load import load_town
from city.towns.source import TownFileError
from city.towns.town import Town

_SAMPLE = 730


def check(file: str) -> list[str]:
    """The warnings about the town file, as French sentences. Raises TownFileError where it is wrong.

    Slots of the last two school years that the calendar knows are tried, whatever the date is.
    """
    return list(warnings_of(load_town(Path(file))))


def warnings_of(town: Town) -> Iterator[str]:
    """The warnings about a town that is loaded."""
    until = town.calendar.known_until
    told = _("Après le {day}, le calendrier scolaire n’est pas connu : aucune prestation n’a lieu.")
    yield told.format(day=day_text(until, 0))
    for service in town.services.values():
        if service.id not in town.tariffs:
            yield _("« {name} » n’a pas de tarif : elle est gratuite.").format(name=service.name)
        yield from _sampled(town, service.id)
    yield from _unused(town)
    for counter in town.counters.values():
        if counter.places == 0:
            yield _("Le compteur « {id} » n’a aucune place : tout y est complet.").format(id=counter.id)
    for closure in town.calendar.closures:
        if closure.last > until:
            yield _("La fermeture « {name} » va au-delà du calendrier connu.").format(name=closure.name)


def run_check(file: str) -> int:
    """Print that the file is right and its warnings, and return 0; for a wrong one a sentence and 2."""
    try:
        town = load_town(Path(file))
    except TownFileError as error:
        print(error, file=sys.stderr)
        return 2
    services, counters = len(town.services), len(town.counters)
    told = _("{name} : ce fichier est valide (prestations : {services}, compteurs : {counters}, démarches : {asked}).")
    print(told.format(name=town.name, services=services, counters=counters, asked=len(town.procedures.entries)))
    for warning in warnings_of(town):
        print(_("Attention : {warning}").format(warning=warning))
    return 0


def _sampled(town: Town, service_id: str) -> Iterator[str]:
    name = town.services[service_id].name
    days = [town.calendar.known_until - timedelta(days=back) for back in range(_SAMPLE)]
    found = [(day, town.limits(service_id, day)) for day in reversed(days)]
    served = [(day, limits) for day, limits in found if limits.closed is None]
    if not served and not town.rules[town.services[service_id].rule].windows:
        yield _("« {name} » n’a lieu aucun jour du calendrier connu.").format(name=name)
    never = _first(served, lambda limits: _reached(limits.opens, limits.late_until or limits.book_by))
    if never:
        told = _("« {name} » ne peut pas se réserver le {day} : l’ouverture vient après la limite.")
        yield told.format(name=name, day=day_text(never, 0))
    after = _first(served, lambda limits: _reached(limits.late_until or limits.book_by, limits.ends, strictly=True))
    if after:
        told = _("« {name} » : le {day}, on pourrait encore réserver après la fin de la prestation.")
        yield told.format(name=name, day=day_text(after, 0))
    given_up = _first(served, lambda limits: _reached(_instant(limits.cancel_by), limits.ends, strictly=True))
    if given_up:
        told = _("« {name} » : le {day}, on pourrait encore annuler après la fin de la prestation.")
        yield told.format(name=name, day=day_text(given_up, 0))
    useless = bool(served) and all(limits.late and limits.late_until == limits.book_by for _day, limits in served)
    if useless:
        yield _("« {name} » : la réservation tardive se termine avant de commencer.").format(name=name)


def _first(served: list[tuple[date, Limits]], is_odd: Callable[[Limits], bool]) -> date | None:
    return next((day for day, limits in served if is_odd(limits)), None)


def _instant(limit: datetime | str | None) -> datetime | None:
    return limit if isinstance(limit, datetime) else None


def _reached(first: datetime | None, last: datetime | None, strictly: bool = False) -> bool:
    """Whether ``first`` comes after ``last`` (or with it, unless ``strictly``)."""
    if first is None or last is None:
        return False
    return first > last if strictly else first >= last


def _unused(town: Town) -> Iterator[str]:
    rules = {service.rule for service in town.services.values()}
    rules |= {other for name in rules for _when, other in town.rules[name].cases}
    for rule in town.rules:
        if rule not in rules:
            yield _("La règle « {id} » ne sert à aucune prestation.").format(id=rule)
    for activity in town.activities.values():
        if not activity.services:
            yield _("L’activité « {name} » n’a aucune prestation.").format(name=activity.name)
    for school in town.schools.values():
        if not any(town.offers(service, school.id) for service in town.services):
            yield _("« {name} » n’a aucune prestation.").format(name=school.name)
