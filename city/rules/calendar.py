"""The town's calendar: class days, public holidays and school holidays, day by day.

Public holidays come from ``holidays``, school holidays from ``vacances-scolaires-france``.
All days are town-local calendar days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays
from vacances_scolaires_france import SchoolHolidayDates

DayKindName = Literal["school", "wednesday", "weekend", "public_holiday", "school_holiday", "unknown"]
CountName = Literal["calendar", "working", "working_saturday", "school", "served"]

DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOLIDAY_KEYS = {
    "Vacances de la Toussaint": "toussaint",
    "Vacances de Noël": "noel",
    "Vacances d'hiver": "hiver",
    "Vacances de printemps": "printemps",
    "Pont de l'Ascension": "ascension",
    "Vacances d'été": "ete",
}
BRIDGE = HOLIDAY_KEYS["Pont de l'Ascension"]
REGIONS = tuple(code for code in holidays.country_holidays("FR").subdivisions if not code.startswith("Zone"))
_NAMES = {"Armistice": "Armistice 1918", "Fête de la Victoire": "Victoire 1945"}
_FAR = 800


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is; ``name`` is the French name of the holiday, if it has one."""

    kind: DayKindName
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school holiday: an unbroken run of days, ``first`` and ``last`` included.

    "ascension" is a bridge in the middle of a term; "ete" is the one after which a school year begins.
    """

    key: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, ``first`` and ``last`` included, on which services are closed by the town file.

    ``services`` empty means all of them.
    """

    first: date
    last: date
    name: str
    services: frozenset[str] = frozenset()

    def closes(self, service: str, day: date) -> bool:
        """Whether this closure closes ``service`` on ``day``."""
        inside = self.first <= day <= self.last
        return inside and (not self.services or service in self.services)


@lru_cache(maxsize=1)
def _school_dates() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@lru_cache(maxsize=4)
def school_holidays(zone: str) -> tuple[Holiday, ...]:
    """All school holidays of ``zone`` ("A", "B" or "C") that the library knows, in order.

    The library cuts Christmas at 31 December and each summer at its years: runs are joined.
    """
    column = f"vacances_zone_{zone.lower()}"
    runs: list[tuple[date, date, str]] = []
    for day, row in sorted(_school_dates().data.items()):
        if not row[column]:
            continue
        if runs and day - runs[-1][1] == DAY:
            runs[-1] = (runs[-1][0], day, runs[-1][2])
        else:
            runs.append((day, day, str(row["nom_vacances"])))
    return tuple(
        Holiday(HOLIDAY_KEYS.get(name, "autre"), name.replace("'", "’"), first, last) for first, last, name in runs
    )


@lru_cache(maxsize=256)
def public_holidays(year: int, region: str | None) -> dict[date, str]:
    """French public holidays of ``year`` with their French names (``region``: see REGIONS)."""
    found = holidays.country_holidays("FR", subdiv=region, years=year, language="fr")
    return {day: _NAMES.get(name, name).replace("'", "’") for day, name in found.items()}


@dataclass(frozen=True)
class Calendar:
    """The calendar of one town.

    ``class_days`` are weekday numbers (Monday 0); ``extra_class_days`` are dates with class
    outside of them (a caught-up Wednesday). ``own_holidays``, in order, stand for those of ``zone``
    where they are given (overseas, Corsica).
    """

    zone: str = "C"
    class_days: frozenset[int] = frozenset({0, 1, 3, 4})
    extra_class_days: frozenset[date] = frozenset()
    closures: tuple[Closure, ...] = ()
    region: str | None = None
    own_holidays: tuple[Holiday, ...] = ()
    holidays: tuple[Holiday, ...] = field(init=False, repr=False)
    known_from: date = field(init=False)
    known_until: date = field(init=False)

    def __post_init__(self) -> None:
        runs = self.own_holidays or school_holidays(self.zone)
        summers = [run.last for run in runs if run.key == "ete"] or [runs[-1].last]
        object.__setattr__(self, "holidays", runs)
        object.__setattr__(self, "known_from", runs[0].first)
        object.__setattr__(self, "known_until", summers[-1])
        object.__setattr__(self, "_starts", [run.first for run in runs])

    def day(self, day: date) -> DayKind:
        """What ``day`` is. After the last summer that the library knows: "unknown"."""
        if not self.is_known(day):
            return DayKind("unknown")
        public = self.public_holiday(day)
        if public is not None:
            return DayKind("public_holiday", public)
        run = self.holiday(day)
        name = run.name if run else None
        if day in self.extra_class_days:
            return DayKind("school")
        if run is None and day.weekday() in self.class_days:
            return DayKind("school")
        if day.weekday() >= 5:
            return DayKind("weekend", name)
        return DayKind("school_holiday", name) if run else DayKind("wednesday")

    def is_known(self, day: date) -> bool:
        """Whether the school holidays around ``day`` are known: until the end of the last summer."""
        return self.known_from <= day <= self.known_until

    def holiday(self, day: date) -> Holiday | None:
        """The school holiday that contains ``day`` (its week-ends included)."""
        run = self.holiday_at_or_before(day)
        return run if run and day <= run.last else None

    def holiday_at_or_before(self, day: date) -> Holiday | None:
        """The last school holiday that began on or before ``day``."""
        starts: list[date] = self.__dict__["_starts"]
        at = bisect_right(starts, day)
        return self.holidays[at - 1] if at else None

    def public_holiday(self, day: date) -> str | None:
        """The French name of the public holiday on ``day``, or None."""
        return public_holidays(day.year, self.region).get(day)

    def is_working(self, day: date, *, saturday: bool = False) -> bool:
        """Monday to Friday (with ``saturday``, to Saturday) and no public holiday."""
        return day.weekday() < (6 if saturday else 5) and self.public_holiday(day) is None

    def is_school(self, day: date) -> bool:
        """Whether the town has class on ``day``."""
        return self.day(day).kind == "school"

    def closure(self, service: str, day: date) -> Closure | None:
        """The closure written in the town file for ``service`` on ``day``, or None."""
        return next((item for item in self.closures if item.closes(service, day)), None)

    def school_gap(self, day: date, *, forward: bool) -> tuple[date, ...]:
        """The days between ``day`` and the school day before it (``forward``: after it), both left out."""
        step = DAY if forward else -DAY
        days: list[date] = []
        other = day + step
        while not self.is_school(other) and len(days) < _FAR:
            days.append(other)
            other += step
        return tuple(days)


def seek(start: date, forward: bool, wanted: Callable[[date], bool]) -> date:
    """The nearest day that is ``wanted``, from ``start`` (included) on; bounded search.

    Where no such day exists within two years, the day where the search ended.
    """
    day = start
    for _ in range(_FAR):
        if wanted(day):
            return day
        day += DAY if forward else -DAY
    return day
