"""Whatever stands at any key of a town file, it is a town or a refusal in French, never a crash."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from city.towns import TownFileError
from city.towns.lines import KeyPath
from city.towns.load import read_town
from city.towns.source import Source

ROOT = Path(__file__).parents[3]
FILES = [ROOT / "city/towns/villiers-sur-marne.toml", *sorted((ROOT / "tests/city/rules/towns").glob("*.toml"))]
ODD: list[Any] = [
    3, -1, 10**30, True, "", "x", "24:00", "none", "never", [], ["x"], [[]], [{}], [3], {},
    {"x": 1}, {"when": 3}, Decimal("NaN"),
    Decimal("1.5"), Decimal("Infinity"), date(2026, 9, 1), date.min, time(9, 30), datetime(2026, 9, 1, 8, tzinfo=UTC),
    {"days": 1, "at": "start"}, {"by_weekday": {}}, {"except": [{}]}, {"earliest_of": ["none"]}, {"steps": [3]},
]  # fmt: skip
ALIKE = {"accueil-soir", "etude", "mercredi-demi-journee", "accueil-matin", "repas-jules-ferry", "repas-charles-peguy"}
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from paths(item, (*path, key))


def with_value(source: Source, path: KeyPath, value: Any) -> Source:
    changed = copy.copy(source)
    changed.values = copy.deepcopy(source.values)
    place: Any = changed.values
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_odd_values_are_refused_or_understood(file: Path) -> None:
    source = Source(file.name, file.read_text(encoding="utf-8"))
    for path in paths(source.values):
        if ALIKE & {str(part) for part in path[1:2]}:
            continue
        for value in ODD:
            try:
                town = read_town(with_value(source, path, value))
            except TownFileError as error:
                assert error.line >= 1 and error.reason
                continue
            for service in town.services:
                town.judge(service, date(2026, 11, 26), AT)
                town.judge(service, date(2026, 12, 21), AT)
                town.price_cents(service, quotient=742, day=date(2026, 11, 26))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_each_key_knows_its_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    source = Source(file.name, text)
    lines = text.splitlines()
    for path in paths(source.values):
        assert path in source.lines
        if isinstance(path[-1], str):
            assert path[-1] in lines[source.line(path) - 1]


def test_a_service_also_runs_on_days_of_its_own() -> None:
    text = (ROOT / "tests" / "city" / "rules" / "towns" / "toulouse.toml").read_text(encoding="utf-8")
    meal = "restauration-scolaire"
    kept = 'days = ["school"]'
    both = read_town(Source("ville.toml", text.replace(kept, f"{kept}\nalso_on = [2026-12-12]")))
    assert [both.served(meal, date(2026, 12, day)) for day in (9, 11, 12, 13)] == [False, True, True, False]
    only = read_town(Source("ville.toml", text.replace('days = ["school"]', "also_on = [2026-12-12, 2031-01-04]")))
    assert [only.served(meal, date(2026, 12, day)) for day in (10, 11, 12, 13)] == [False, False, True, False]
    assert not only.served(meal, date(2031, 1, 4))
    with pytest.raises(TownFileError, match="quels jours"):
        read_town(Source("ville.toml", text.replace('days = ["school"]', "")))
    with pytest.raises(TownFileError, match="une date") as caught:
        read_town(Source("ville.toml", text.replace('days = ["school"]', 'also_on = ["2026-12-12"]')))
    assert caught.value.key_path == f"services.{meal}.also_on[0]"
