"""The lines that `make run` prints once everything is ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cities import CityEntry, read_app_file
from app.command import _announce
from app.settings import Settings

CITY: CityEntry = read_app_file(Path(__file__).parents[2] / "flet.toml").cities[0]


def test_the_demonstrations_family_and_desk_come_last(capsys: pytest.CaptureFixture[str]) -> None:
    city = CITY.model_copy(update={"url": "http://ville"})
    desk = ("http://ville/guichet", "agent@exemple.fr", "secret")
    _announce("Portail Famille: http://app", Settings(city, Path(), demonstration=("a@b.fr", "mot"), desk=desk))
    assert capsys.readouterr().out.splitlines() == [
        "Portail Famille: http://app",
        "Ville (API): http://ville",
        "Famille de démonstration: a@b.fr / mot",
        "Guichet : http://ville/guichet  (agent@exemple.fr / secret)",
    ]


def test_another_city_shows_no_way_in(capsys: pytest.CaptureFixture[str]) -> None:
    _announce("Portail Famille: http://app", Settings(CITY, Path()))
    assert len(capsys.readouterr().out.splitlines()) == 2
