"""What an inscription asks for: activities and a period, read from its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from city.procedures.answers import day_of
from city.procedures.definition import Definition
from city.procedures.years import period_of, school_year, year_named


@dataclass(frozen=True, slots=True)
class Inscription:
    """The activities (keys of the town file) and the days, both included; `first` may come after `last`: over."""

    activities: tuple[str, ...]
    first: date
    last: date

    def touches(self, first: date, last: date) -> bool:
        """Whether it has a day between these two."""
        return self.first <= last and first <= self.last


def inscription_of(definition: Definition, answers: Mapping[str, Any], day: date) -> Inscription | None:
    """What it asks for, seen on `day`; None when it is no inscription. Without a first day: from `day` on."""
    effect = definition.effect
    if effect.kind != "register":
        return None
    chosen = answers.get(effect.fields.get("activities", "")) or effect.activity or []
    began = year_named(answers.get(effect.fields.get("year", "")))
    first, last = period_of(school_year(day) if began is None else began)
    wanted = day_of(answers.get(effect.fields.get("from", "")))
    activities = [chosen] if isinstance(chosen, str) else chosen
    return Inscription(tuple(activities), max(first, wanted or day), last)
