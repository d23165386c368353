"""Mon Foyer and Nous contacter in a real browser: what changes at once, or through the city; whom to write to."""

from __future__ import annotations

from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import PHONE


def test_a_fact_changes_at_once_another_through_the_city_and_the_town_is_written_to(
    family: RunningApp, visit: Visit
) -> None:
    parent = visit(family, PHONE, route="/foyer")
    parent.tap("button", "Modifier : Téléphone, Camille")
    parent.write("Autre téléphone", "01 99 00 22 32")
    parent.tap("button", "Enregistrer")
    parent.does_not_see("button", "Enregistrer")
    parent.reads("01 99 00 22 32")
    parent.tap("button", "Demander le changement : Adresse")
    parent.sees("textbox", "Code postal")
    parent.reads("Votre adresse change pour tout le foyer")
    parent.open("/contact")
    parent.sees("button", "Appeler le 01 49 41 28 00")
    parent.sees("button", "Écrire à inscription.scolaire@mairie-villiers94.com")
    parent.tap("button", "Régie des activités")
    parent.sees("textbox", "Votre message")
    parent.reads("Une facture")
