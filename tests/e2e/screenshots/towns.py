"""An app that offers two towns: which one is asked first."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.running_app import ROOT, RunningApp, running_app
from tests.e2e.screenshots.camera import Set

_SECOND = """
[[cities]]
id = "saint-elan"
name = "Saint-Élan"
software = "reference"
url = "http://127.0.0.1:9"
postcodes = ["02350", "02351"]
seed_colour = "#7A1730"

[cities.contact]
service_name = "Service de l’enfance"
email = "enfance@exemple.fr"
phone = "03 23 00 00 00"
"""
_BESIDE = ("assets", "city", "services", "views")


@contextlib.contextmanager
def two_towns(folder: Path) -> Iterator[tuple[RunningApp, None]]:
    """The app from a folder of its own, whose `flet.toml` names one town more."""
    where = folder / "app-of-two-towns"
    shutil.copytree(ROOT / "app", where / "app")
    for name in _BESIDE:
        (where / name).symlink_to(ROOT / name)
    known = (ROOT / "flet.toml").read_text(encoding="utf-8")
    (where / "flet.toml").write_text(known + _SECOND, encoding="utf-8")
    with running_app(folder / "data", where=where) as app:
        yield app, None


def play(at: Set, _line: None) -> None:
    """The list, a post code in it, and the town that was chosen."""
    parent = at.parent
    parent.open()
    parent.sees("button", "Saint-Élan")
    at.shot("villes", large=True)
    parent.write("Nom ou code postal", "0235")
    parent.does_not_see("button", "Villiers-sur-Marne")
    at.shot("villes-recherche")
    parent.tap("button", "Saint-Élan")
    parent.sees("button", "Ville de Saint-Élan, choisir une autre ville")
    at.shot("villes-choisie")
