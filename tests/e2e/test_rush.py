"""Two taps, two devices: one receipt, one place."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.city_facts import CityFacts, SlotName
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, running_city, running_device
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


def test_the_last_place_goes_to_the_first_and_the_second_is_told(visit: Visit, tmp_path: Path) -> None:
    with running_city(tmp_path / "city") as city:
        first, second, third = CityFacts(city).scarce(places=2)
        with running_device(tmp_path / "one", city) as one, running_device(tmp_path / "two", city) as two:
            camille, karim = choosing(visit, one, third), choosing(visit, two, second)
            CityFacts(city).submit(first)
            camille.tap("button", "Soumettre")
            camille.reads("C’est enregistré")
            karim.tap("button", "Soumettre")

            karim.reads("Rien n’a été réservé")
            assert sorted(CityFacts(city).state_of(name) for name in (first, second, third)) == [
                "booked",
                "booked",
                "full",
            ]


def choosing(visit: Visit, app: RunningApp, slot: SlotName) -> Parent:
    """A parent on a phone who has chosen the slot and not yet sent it."""
    parent = visit(app, PHONE)
    parent.signs_in(app)
    parent.tap("button", "Réservations")
    parent.goes_to(slot.day)
    parent.tap("button", slot.child)
    parent.tap("checkbox", slot.service)
    parent.is_ticked(slot.service)
    return parent
