"""Two taps, two devices: one receipt, one place."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.city_facts import CityFacts, SlotName
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, RunningCity, running_device
from tests.e2e.screens import BOOKING, DESKTOP, PHONE


def test_a_double_tap_on_soumettre_is_one_receipt(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    wanted = facts.slot(state="free")
    known = len(facts.receipts())
    parent = visit(family, DESKTOP, route=BOOKING)
    parent.turns_to(wanted.day)
    parent.tap("checkbox", wanted.cell)

    parent.sees("button", "Soumettre").dblclick()

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
    assert len(facts.receipts()) == known + 1


def test_the_last_place_goes_to_the_first_and_the_second_is_told(
    family: RunningApp, town: RunningCity, visit: Visit, tmp_path: Path
) -> None:
    facts = CityFacts(town)
    first, second, third = facts.scarce(places=2)[:3]
    with running_device(tmp_path / "two", town) as two:
        camille, karim = visit(family, PHONE, route=BOOKING), visit(two, PHONE)
        karim.signs_in(two)
        karim.tap("button", "Réservations")
        choose(camille, third)
        choose(karim, second)
        facts.submit(first)
        camille.tap("button", "Soumettre")
        camille.reads("C’est enregistré")
        karim.tap("button", "Soumettre")

        karim.reads("Rien n’a été réservé")
    assert sorted(facts.state_of(name) for name in (first, second, third)) == ["booked", "booked", "full"]


def choose(parent: Parent, slot: SlotName) -> None:
    """Chooses the slot on a phone, and does not send it yet."""
    parent.goes_to(slot.day)
    parent.tap("button", slot.child)
    parent.tap("checkbox", slot.service)
    parent.is_ticked(slot.service)
