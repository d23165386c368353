"""Médias et actualités in a real browser: what the town publishes comes by itself, and is read."""

from __future__ import annotations

from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp, RunningCity
from tests.e2e.screens import PHONE
from tests.e2e.town_hall import TownHall

TITLE = "La bibliothèque ouvre le dimanche"


def test_what_the_town_publishes_is_read_and_marked_so(town: RunningCity, family: RunningApp, visit: Visit) -> None:
    TownHall(town).publishes(TITLE, "De 14 h à 18 h, rue de Paris.\n\nRenseignements : https://www.example.org/lire")
    parent = visit(family, PHONE, route="/actualites")
    parent.tap("button", f"{TITLE}, non lue")
    parent.reads("De 14 h à 18 h, rue de Paris.")
    parent.sees("button", "Ouvrir www.example.org")
    parent.tap("button", "Retour")
    parent.sees("button", f"{TITLE}, Ville")
