"""What is booked, too late or full: undone, explained, waited for."""

from __future__ import annotations

import re

import pytest

from tests.e2e.city_facts import CityFacts, SlotName
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, PHONE, Screen

SIZES = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)


def opens(parent: Parent, screen: Screen, slot: SlotName) -> str:
    """Opens the slot's place on the page; how its checkbox is named."""
    if screen is PHONE:
        parent.goes_to(slot.day)
        parent.tap("button", slot.child)
        return slot.service
    parent.turns_to(slot.day)
    return slot.cell


@SIZES
def test_a_booked_slot_is_marked_for_cancelling_and_back(family: RunningApp, visit: Visit, screen: Screen) -> None:
    facts = CityFacts(family)
    booked = facts.slot(state="booked")
    parent = visit(family, screen, route=BOOKING)
    name = opens(parent, screen, booked)
    parent.is_ticked(name)

    parent.tap("checkbox", name)
    parent.is_not_ticked(name)
    parent.reads("1 annulation")
    parent.tap("checkbox", name)
    parent.is_ticked(name)

    parent.does_not_see("button", "Soumettre")
    assert facts.state_of(booked) == "booked"


@SIZES
def test_a_slot_that_cannot_be_changed_says_why_and_since_when(
    family: RunningApp, visit: Visit, screen: Screen
) -> None:
    late = next(iter(CityFacts(family).found("booked", changeable=False)))
    parent = visit(family, screen, route=BOOKING)
    name = opens(parent, screen, late)

    parent.tap("checkbox", name)

    parent.reads("Vous ne pouvez plus annuler cette réservation")
    parent.reads("vendredi 20 novembre à 10 h")
    parent.sees("button", "Appeler le 01 49 41 28 00")


@SIZES
def test_a_full_slot_is_waited_for_with_a_rank(family: RunningApp, visit: Visit, screen: Screen) -> None:
    facts = CityFacts(family)
    full = facts.slot(state="full")
    parent = visit(family, screen, route=BOOKING)
    name = opens(parent, screen, full)

    parent.tap("checkbox", name)
    parent.is_ticked(name)
    parent.tap("button", "Soumettre")

    parent.reads("en attente")
    assert facts.state_of(full) == "waitlisted"
    newest = facts.receipt(facts.receipts()[0]["number"])
    assert re.fullmatch("waitlisted", newest["lines"][0]["verdict"]) and newest["total_cents"] == 0
    parent.reads(f"{newest['lines'][0]['position']}e")
