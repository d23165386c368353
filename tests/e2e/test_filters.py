"""Filters hide rows, never a choice."""

from __future__ import annotations

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, TABLET


def test_a_child_filtered_away_stays_in_the_choice(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    wanted = facts.slot(state="free")
    parent = visit(family, DESKTOP, route=BOOKING)
    parent.turns_to(wanted.day)
    parent.tap("checkbox", wanted.cell)
    parent.is_ticked(wanted.cell)

    parent.tap("button", f"{wanted.child}, enfant choisi")
    parent.does_not_see("checkbox", wanted.cell)
    parent.reads("1 ligne masquée par le filtre")
    parent.sees("button", f"Retirer {wanted.cell}")
    parent.tap("button", wanted.child)
    parent.is_ticked(wanted.cell)


def test_an_activity_filtered_away_stays_in_the_choice_and_is_sent(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    wanted = next(slot for slot in facts.found("free") if slot.service == "Restauration scolaire")
    parent = visit(family, TABLET, route=BOOKING)
    parent.turns_to(wanted.day)
    parent.tap("checkbox", wanted.cell)
    parent.is_ticked(wanted.cell)

    parent.tap("button", "Filtrer les activités")
    parent.sees("button", "Fermer")
    parent.tap("checkbox", "Restauration")
    parent.tap("button", "Fermer")
    parent.does_not_see("checkbox", "Restauration scolaire")
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
