"""``rules explain``: what the rules of a town file say about one slot at one instant."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from city.clock import Clock, SystemClock
from city.rules.clock import fixed
from city.rules.text import sentence
from city.text import _
from city.towns import Town, TownFileError, load_town


class ExplainError(ValueError):
    """A service, day or instant that cannot be explained; ``str()`` is a French sentence."""


def explain(file: str, service_id: str, day: str, at: str | None = None, clock: Clock | None = None) -> dict[str, Any]:
    """The verdict on ``service_id`` and ``day`` (YYYY-MM-DD) at ``at`` (ISO 8601; None: ``clock``'s now), as JSON.

    An instant without offset is the town's local time. Raises TownFileError or ExplainError.
    """
    town = load_town(Path(file))
    if service_id not in town.services:
        raise ExplainError(_unknown_service(service_id, town.services))
    instant = (clock or SystemClock()).now() if at is None else _instant(at, town)
    return town.judge(service_id, _day(day), instant).as_json(fixed(instant, town.time_zone), sentence)


def run_explain(file: str, service: str, day: str, at: str | None = None) -> int:
    """Print the verdict as JSON and return 0; for a wrong file, service or day a sentence and 2."""
    try:
        answer = explain(file, service, day, at)
    except (TownFileError, ExplainError) as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _unknown_service(service_id: str, services: Collection[str]) -> str:
    close = get_close_matches(service_id, list(services), n=1)
    if close:
        told = _("La prestation « {service} » n’existe pas : vouliez-vous écrire « {close} » ?")
        return told.format(service=service_id, close=close[0])
    told = _("La prestation « {service} » n’existe pas. Prestations de cette ville : {all}.")
    return told.format(service=service_id, all=", ".join(services))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or not 1900 < day.year < 2200:
        told = _("« {text} » n’est pas un jour : écrivez-le ainsi, 2026-12-01.")
        raise ExplainError(told.format(text=text))
    return day


def _instant(text: str, town: Town) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=town.time_zone).astimezone(UTC)
        instant.astimezone(town.time_zone)
    except (ValueError, OverflowError):
        told = _("« {text} » n’est pas un instant : écrivez-le ainsi, 2026-11-23T08:00.")
        raise ExplainError(told.format(text=text)) from None
    return instant
