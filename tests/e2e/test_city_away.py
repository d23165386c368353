"""The city down at the start, and the line cut in the middle of a submission: told, nothing lost, nothing double."""

from __future__ import annotations

from pathlib import Path

from tests.contract.cutting import Cut
from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.proxies import bad_line
from tests.e2e.running_app import RunningCity, RunningDevices, running_device
from tests.e2e.screens import BOOKING, PHONE


def test_a_city_that_is_down_at_the_start_is_told_and_comes_back(
    town: RunningCity, visit: Visit, tmp_path: Path
) -> None:
    with bad_line(town.address) as (address, line), running_device(tmp_path, town, address) as app:
        line.cut = Cut.BEFORE
        parent = visit(app, PHONE)
        parent.write("Adresse e-mail", app.email)
        parent.write("Mot de passe", app.password)
        parent.tap("button", "Se connecter")
        parent.reads("Votre mot de passe n’est pas en cause")

        line.cut = Cut.NOWHERE
        parent.tap("button", "Réessayer")
        parent.reads("Bonjour Camille")


def test_a_line_cut_in_mid_submission_books_once_and_leaves_one_receipt(
    town: RunningCity, devices: RunningDevices, visit: Visit, tmp_path: Path
) -> None:
    facts = CityFacts(town)
    wanted = facts.slot(state="free")
    known = {receipt["number"] for receipt in facts.receipts()}
    submitting = "POST /api/v1/submissions HTTP"
    with bad_line(town.address, submitting) as (address, line):
        parent = visit(devices.next(tmp_path, signed_in=True, address=address), PHONE, route=BOOKING)
        parent.goes_to(wanted.day)
        parent.tap("button", wanted.child)
        parent.tap("checkbox", wanted.service)
        line.cut = Cut.AFTER
        parent.tap("button", "Soumettre")

        parent.reads("Gardé sur cet appareil")
        line.cut = Cut.NOWHERE
        parent.reads("Reçu n° ")

        new = [receipt for receipt in facts.receipts() if receipt["number"] not in known]
        assert len(new) == 1
        parent.reads(f"Reçu n° {new[0]['number']}")
        assert facts.state_of(wanted) == "booked"
        parent.does_not_see("button", "Abandonner cet envoi")


def test_a_city_that_goes_away_keeps_what_was_seen_and_what_was_chosen(
    town: RunningCity, devices: RunningDevices, visit: Visit, tmp_path: Path
) -> None:
    wanted = CityFacts(town).slot(state="free")
    with bad_line(town.address) as (address, line):
        parent = visit(devices.next(tmp_path, signed_in=True, address=address), PHONE, route=BOOKING)
        parent.goes_to(wanted.day)
        parent.tap("button", wanted.child)
        parent.tap("checkbox", wanted.service)
        parent.is_ticked(wanted.service)

        line.cut = Cut.BEFORE
        while not parent.shows("La ville ne répond pas"):
            parent.tap("button", "Semaine suivante")
        parent.sees("button", "Envoyer dès que possible")

        line.cut = Cut.NOWHERE
        parent.tap("button", "Réessayer")
        parent.sees("button", "Soumettre")
