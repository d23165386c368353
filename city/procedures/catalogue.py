"""What the town offers on a day, with the options that only the town and the day know."""

from __future__ import annotations

from datetime import date

from city.procedures.definition import Definition, Entry, Option, with_options
from city.procedures.years import name_of, offered_years
from city.towns import Town


def entries_on(town: Town, day: date) -> list[Entry]:
    """All procedures of the town, in the file's order, open or not."""
    return list(town.catalogue(day).entries.values())


def entry_on(town: Town, key: str, day: date) -> Entry | None:
    """One of them, or None."""
    return town.catalogue(day).entries.get(key)


def definition_on(town: Town, key: str, day: date) -> Definition | None:
    """What it asks on that day, open or not; None when the town does not offer it (any more)."""
    entry = entry_on(town, key, day)
    if entry is None:
        return None
    activities = [Option(key=item.id, label=item.name) for item in town.activities.values() if item.services]
    years = [Option(key=name_of(year), label=name_of(year)) for year in offered_years(day)]
    return with_options(entry.definition, {"activities": activities, "school_years": years})
