"""Leaving with a choice not yet sent, and finding receipts again elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp, RunningCity, running_device
from tests.e2e.screens import DESKTOP, PHONE


def test_the_system_s_back_asks_whether_to_keep_the_choice(device: RunningApp, visit: Visit) -> None:
    wanted = CityFacts(device).slot(state="free")
    parent = visit(device, PHONE)
    parent.signs_in(device)
    parent.tap("button", "Réservations")
    parent.goes_to(wanted.day)
    parent.tap("button", wanted.child)
    parent.tap("checkbox", wanted.service)
    parent.is_ticked(wanted.service)

    parent.page.go_back()
    parent.reads("Garder votre choix")
    parent.tap("button", "Garder")
    parent.open("/reservations")
    parent.sees("button", "Soumettre")


def test_a_receipt_is_found_again_on_another_size_of_device(
    device: RunningApp, town: RunningCity, visit: Visit, tmp_path: Path
) -> None:
    facts = CityFacts(device)
    wanted = facts.slot(state="free")
    number = facts.submit(wanted)["number"]
    phone = visit(device, PHONE)
    phone.signs_in(device)
    phone.tap("button", "Mes reçus")
    phone.sees("button", f"Reçu n° {number}")

    with running_device(tmp_path / "desk", town) as desk:
        parent = visit(desk, DESKTOP)
        parent.signs_in(desk)
        parent.tap("button", "Mes reçus")
        parent.write("Chercher", number)
        parent.tap("button", f"Reçu n° {number}")

        parent.reads(wanted.service)
        parent.reads(f"Reçu n° {number}")
        parent.does_not_see("button", "Soumettre")
