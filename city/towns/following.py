"""Town files that follow each other: `ville.toml`, and beside it `ville.2027-01-04.toml` from that day on.

Days, hours, deadlines, schools, tariffs, counters and calendars are those of the file of the day. What has no day is
the last file's at once: the town's name, contacts and colour, what a service needs, its waiting list, validation, hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from city.text import _
from city.towns.load import load_town
from city.towns.models import Activity, Counter
from city.towns.source import read_source
from city.towns.town import Town

ALWAYS = date.min
T = TypeVar("T")


def later_files(file: Path) -> list[tuple[date, Path]]:
    """The files that follow ``file``, with their first days, in order."""
    found = [(_day_of(other), other) for other in file.parent.glob(f"{file.stem}.????-??-??{file.suffix}")]
    return sorted((day, other) for day, other in found if day is not None)


def later_file(file: Path, first: date) -> Path:
    """Where the file that follows ``file`` from ``first`` on is kept."""
    return file.with_name(f"{file.stem}.{first.isoformat()}{file.suffix}")


def load_following(file: Path, *, with_later: tuple[date, Path] | None = None) -> Town:
    """The town of ``file`` and of those that follow it; ``with_later`` as if it were among them already.

    Raises TownFileError.
    """
    later = dict(later_files(file)) | (dict([with_later]) if with_later else {})
    base = load_town(file)
    for path in later.values():
        _refuse_another_town(base, path)
    return following([(ALWAYS, base), *((day, load_town(path)) for day, path in sorted(later.items()))])


def following(towns: Sequence[tuple[date, Town]]) -> Town:
    """One town of several, each from its day on (the first one always); in the order of days."""
    last = towns[-1][1]
    if len(towns) == 1:
        return last
    older = [town for _day, town in towns[-2::-1]]
    return replace(
        last,
        schools=_listed(last.schools, *(town.schools for town in older)),
        activities=_activities(last, older),
        services=_listed(last.services, *(town.services for town in older)),
        counters=_counters([last, *older]),
        tariffs=_listed(last.tariffs, *(town.tariffs for town in older)),
        periods=tuple(towns),
        _limits={},
    )


def _listed(last: dict[str, T], *older: dict[str, T]) -> dict[str, T]:
    found = dict(last)
    for items in older:
        for name, item in items.items():
            found.setdefault(name, item)
    return found


def _activities(last: Town, older: Sequence[Town]) -> dict[str, Activity]:
    found = _listed(last.activities, *(town.activities for town in older))
    services = _listed(last.services, *(town.services for town in older)).values()
    return {
        name: replace(item, services=tuple(service.id for service in services if service.activity == name))
        for name, item in found.items()
    }


def _counters(towns: Sequence[Town]) -> dict[str, Counter]:
    """Every counter, as wide as any file makes it: what may be met together is found out from these."""
    found: dict[str, Counter] = {}
    for town in towns:
        for name, counter in town.counters.items():
            other = found.setdefault(name, counter)
            found[name] = replace(
                other,
                services=tuple(dict.fromkeys(other.services + counter.services)),
                site=other.site if other.site == counter.site else None,
                age_group=other.age_group if other.age_group == counter.age_group else None,
            )
    return found


def _refuse_another_town(base: Town, path: Path) -> None:
    town = load_town(path)
    if town.id != base.id:
        raise read_source(path).error(
            ("town", "id"), _("cette ville est « {other} », pas « {id} »").format(other=town.id, id=base.id)
        )
    if town.time_zone != base.time_zone:
        told = _("le fuseau ne change pas d'un fichier à l'autre")
        raise read_source(path).error(("town", "time_zone"), told)


def _day_of(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.stem.rpartition(".")[2])
    except ValueError:
        return None
