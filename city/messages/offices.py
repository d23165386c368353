"""Whom a family may write to: the offices of the town's file."""

from __future__ import annotations

from datetime import date

from city.procedures.definition import Office
from city.towns import Town

_TOWN_HALL = "mairie"


def offices_on(town: Town, day: date) -> dict[str, Office]:
    """The offices in force on `day`; a town that lists none has one, of its contact's name."""
    return town.catalogue(day).offices or {_TOWN_HALL: Office(key=_TOWN_HALL, name=town.contact.service_name)}


def signature(first_name: str, office_name: str) -> str:
    """How an agent signs: « Nadia, service scolaire »."""
    return f"{first_name}, {office_name[:1].lower()}{office_name[1:]}"
