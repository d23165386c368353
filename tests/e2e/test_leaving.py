"""Leaving with a choice not yet sent, and finding receipts again elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp, RunningDevices
from tests.e2e.screens import DESKTOP, PHONE


def test_the_system_s_back_asks_whether_to_keep_the_choice(family: RunningApp, visit: Visit) -> None:
    wanted = CityFacts(family).slot(state="free")
    parent = visit(family, PHONE)
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
    family: RunningApp, devices: RunningDevices, visit: Visit, tmp_path: Path
) -> None:
    facts = CityFacts(family)
    wanted = facts.slot(state="free")
    number = facts.submit(wanted)["number"]
    phone = visit(family, PHONE)
    phone.tap("button", "Réservations")
    phone.tap("button", "Mes reçus")
    phone.sees("button", f"Reçu n° {number}")

    phone.page.close()
    parent = visit(devices.next(tmp_path / "desk", signed_in=True), DESKTOP)
    parent.tap("button", "Mes reçus")
    parent.write("Chercher", number)
    parent.tap("button", f"Reçu n° {number}")

    parent.reads(wanted.service)
    parent.reads(f"Reçu n° {number}")
    parent.does_not_see("button", "Soumettre")
