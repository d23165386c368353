"""When a school year's classes are over. A year is named by the one in which it begins (`city/procedures/years.py`)."""

from __future__ import annotations

from datetime import date, timedelta

from city.procedures.years import period_of, school_year
from city.towns import Town

_LOOKED_AT = 120
_OTHERWISE = (7, 1)


def opens_on(town: Town, year: int) -> date:
    """The first day on which classes of `year` may be written: the day after the last day of class before it.

    Where the calendar does not know that far, 1 July.
    """
    end = period_of(year)[0] - timedelta(days=1)
    for before in range(_LOOKED_AT):
        day = end - timedelta(days=before)
        kind = town.day(day).kind
        if kind == "school":
            return day + timedelta(days=1)
        if kind == "unknown":
            break
    return date(year, *_OTHERWISE)


def listed_years(town: Town, today: date) -> list[int]:
    """The years whose classes a list may bring today; the likeliest first. Two of them between two years."""
    current = school_year(today)
    return [current + 1, current] if today >= opens_on(town, current + 1) else [current]
