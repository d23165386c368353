"""Whose name is whose: guardians as listed and as known, and children who bear a guardian's name."""

from __future__ import annotations

import re

from city.imports.known import KnownGuardian
from city.imports.lines import Guardian
from city.imports.plan import HouseholdPlan
from city.submissions.receipts import plain

_PARTICLES = frozenset(
    {"abd", "ait", "al", "ben", "bin", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du"}
    | {"el", "la", "le", "les", "ould", "van", "von"}
)
"""Words of family names that say nothing of whose they are."""


def named(listed: Guardian, known: KnownGuardian) -> bool:
    """Both names are the same, however they are written."""
    return (plain(listed.first_name), plain(listed.last_name)) == (plain(known.first_name), plain(known.last_name))


def half_named(listed: Guardian, known: KnownGuardian) -> bool:
    """One of the two names is the same: a marriage, a short form."""
    return plain(listed.first_name) == plain(known.first_name) or plain(listed.last_name) == plain(known.last_name)


def names_of(plan: HouseholdPlan) -> list[str]:
    """Its guardians, those that the list brings among them: « Ana Roy »."""
    return [f"{first} {last}" for first, last in _people(plan)]


def shares_a_name(last_name: str, plan: HouseholdPlan) -> bool:
    """Whether a family name, or a part of it that is no particle, is also that of a guardian."""
    return any(_parts(last_name) & _parts(last) for _first, last in _people(plan))


def _people(plan: HouseholdPlan) -> list[tuple[str, str]]:
    listed = [(one.listed.first_name, one.listed.last_name) for one in plan.guardians]
    renamed = {one.known.id for one in plan.guardians if one.known is not None}
    there = plan.known.guardians if plan.known else ()
    return [*((one.first_name, one.last_name) for one in there if one.id not in renamed), *listed]


def _parts(last_name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", plain(last_name))
    return {" ".join(words)} | {*words} - _PARTICLES
