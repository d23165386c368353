"""The names of the town file, for the desk's pages and choices."""

from __future__ import annotations

from datetime import date

from city.desk.acting import day_of
from city.text import _, mark
from city.towns import Town

_AGE_GROUPS = {"maternelle": mark("maternelle"), "elementaire": mark("élémentaire")}


def site_name(town: Town, site: str) -> str:
    """A school or another place; an unknown key is shown as it is."""
    found = town.schools.get(site) or town.sites.get(site)
    return found.name if found else site


def service_name(town: Town, service: str) -> str:
    """A service; one that the file no longer knows is shown by its key."""
    found = town.services.get(service)
    return found.name if found else service


def activity_name(town: Town, activity: str) -> str:
    """An activity; one that the file no longer knows is shown by its key."""
    found = town.activities.get(activity)
    return found.name if found else activity


def age_group_name(age_group: str) -> str:
    """An age group; one of the town's own is shown by its key."""
    return _(_AGE_GROUPS[age_group]) if age_group in _AGE_GROUPS else age_group


def service_choices(town: Town) -> list[tuple[str, str]]:
    """Every service, in the file's order."""
    return [(service.id, service.name) for service in town.services.values()]


def school_choices(town: Town) -> list[tuple[str, str]]:
    """Every school, in the file's order."""
    return [(school.id, school.name) for school in town.schools.values()]


def day_or(text: str, otherwise: date) -> date:
    """The day of an address, as a date field writes it."""
    try:
        return day_of(text)
    except ValueError:
        return otherwise
