"""The main job, on every size of screen: sign in, day, child, service, « Soumettre », a receipt that is kept."""

from __future__ import annotations

import pytest

from tests.e2e.city_facts import MONDAY, CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, PHONE, TABLET, TABLET_SIDEWAYS, Screen


def test_four_taps_on_a_phone(app: RunningApp, visit: Visit) -> None:
    facts = CityFacts(app)
    wanted = facts.slot(state="free")
    known = {receipt["number"] for receipt in facts.receipts()}
    parent = visit(app, PHONE)
    parent.signs_in_with_the_demonstration()
    parent.tap("button", "Réserver")

    parent.tap("button", wanted.day_in_words)
    parent.tap("button", wanted.child)
    parent.tap("checkbox", wanted.service)
    parent.is_ticked(wanted.service)
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
    new = [receipt for receipt in facts.receipts() if receipt["number"] not in known]
    assert len(new) == 1
    parent.reads(f"Reçu n° {new[0]['number']}")
    parent.tap("button", "Terminé")
    parent.tap("button", "Mes reçus")
    parent.reads(new[0]["number"])


def books_and_cancels(parent: Parent, app: RunningApp) -> None:
    """On the week grid, in one submission."""
    facts = CityFacts(app)
    wanted, unwanted = facts.slot(state="free"), facts.slot(state="booked")
    shown = MONDAY
    for name in sorted((wanted, unwanted), key=lambda slot: slot.day):
        parent.turns_to(name.day, shown=shown)
        shown = name.day
        parent.tap("checkbox", name.cell)
        (parent.is_ticked if name is wanted else parent.is_not_ticked)(name.cell)
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
    assert facts.state_of(unwanted) == "free"


def test_the_week_grid_books_and_cancels_in_one_submission(app: RunningApp, visit: Visit) -> None:
    parent = visit(app, DESKTOP)
    parent.signs_in_with_the_demonstration()
    parent.tap("button", "Réservations")
    books_and_cancels(parent, app)


@pytest.mark.parametrize("screen", [TABLET, TABLET_SIDEWAYS], ids=lambda screen: screen.name)
def test_the_week_grid_books_and_cancels_by_touch(family: RunningApp, visit: Visit, screen: Screen) -> None:
    parent = visit(family, screen)
    parent.tap("button", "Réservations")
    books_and_cancels(parent, family)


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)
def test_a_reload_loses_neither_the_session_nor_the_choice(family: RunningApp, visit: Visit, screen: Screen) -> None:
    facts = CityFacts(family)
    wanted = facts.slot(state="free")
    parent = visit(family, screen, route=BOOKING)
    if screen is PHONE:
        parent.goes_to(wanted.day)
        parent.tap("button", wanted.child)
    else:
        parent.turns_to(wanted.day)
    label = wanted.service if screen is PHONE else wanted.cell
    parent.tap("checkbox", label)
    parent.is_ticked(label)

    parent.open(BOOKING)

    parent.sees("button", "Soumettre")
    assert facts.state_of(wanted) == "free"
