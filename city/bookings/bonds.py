"""What ties services, and therefore counters, together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from city.towns import Counter, Town

Names = frozenset[str]
_NONE: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Bonds:
    """Services that cannot be without others, that stand or fall with others, that exclude others; both ways round.

    `families` maps a counter to those that one decision may have to look at together with it, itself included.
    """

    requires: Mapping[str, Names]
    required_by: Mapping[str, Names]
    linked: Mapping[str, Names]
    excludes: Mapping[str, Names]
    families: Mapping[str, Names]

    def needs(self, service: str) -> Names:
        """What `service` cannot be held without: what it requires and what it is linked to."""
        return self.requires.get(service, _NONE) | self.linked.get(service, _NONE)

    def needed_by(self, service: str) -> Names:
        """What cannot be held without `service`."""
        return self.required_by.get(service, _NONE) | self.linked.get(service, _NONE)

    def excluded_by(self, service: str) -> Names:
        """What cannot be held together with `service`."""
        return self.excludes.get(service, _NONE)

    @property
    def any(self) -> bool:
        """Whether some service needs another."""
        return bool(self.requires or self.linked)


@lru_cache(maxsize=8)
def bonds_of(town: Town) -> Bonds:
    """The bonds of the town's services and counters."""
    requires, required_by = _pairs({name: service.requires for name, service in town.services.items()}, both=False)
    linked, _ = _pairs({name: service.linked for name, service in town.services.items()}, both=True)
    excludes, _ = _pairs({name: service.excludes for name, service in town.services.items()}, both=True)
    tied = [(name, other) for ties in (requires, linked) for name, others in ties.items() for other in others]
    kin = _united(town.services, tied)
    families = _families(tuple(town.counters.values()), kin, frozenset(town.schools))
    return Bonds(requires, required_by, linked, excludes, families)


def _pairs(listed: dict[str, tuple[str, ...]], *, both: bool) -> tuple[dict[str, Names], dict[str, Names]]:
    forward: dict[str, set[str]] = defaultdict(set)
    backward: dict[str, set[str]] = defaultdict(set)
    for name, others in listed.items():
        for other in others:
            if other != name:
                forward[name].add(other)
                backward[other].add(name)
    if both:
        for name, others_ in backward.items():
            forward[name] |= others_
    return _frozen(forward), _frozen(backward)


def _frozen(found: dict[str, set[str]]) -> dict[str, Names]:
    return {name: frozenset(others) for name, others in found.items()}


def _families(counters: tuple[Counter, ...], kin: Mapping[str, str], schools: Names) -> Mapping[str, Names]:
    """Unites counters that one child can meet through one service, or through several that are tied in a chain."""
    kinds = {counter.id: {kin.get(service, service) for service in counter.services} for counter in counters}
    met = [
        (first.id, second.id)
        for number, first in enumerate(counters)
        for second in counters[number + 1 :]
        if _can_meet(first, second, schools) and kinds[first.id] & kinds[second.id]
    ]
    root = _united((counter.id for counter in counters), met)
    members: dict[str, set[str]] = defaultdict(set)
    for name, common in root.items():
        members[common].add(name)
    return {name: frozenset(members[common]) for name, common in root.items()}


def _united(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name one that all names have in common which `pairs` join, directly or through others."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for first, second in pairs:
        parent[root(first)] = root(second)
    return {name: root(name) for name in parent}


def _can_meet(first: Counter, second: Counter, schools: Names) -> bool:
    apart = first.site != second.site and first.site in schools and second.site in schools
    older = None not in (first.age_group, second.age_group) and first.age_group != second.age_group
    return not apart and not older
