"""« Semaine type »: a pattern, the difference it makes, and one « Soumettre » for all its lines."""

from __future__ import annotations

import pytest

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, PHONE, Screen


@pytest.mark.parametrize(
    ("screen", "child"), [(DESKTOP, "Alice"), (PHONE, "Noé")], ids=lambda value: getattr(value, "name", value)
)
def test_a_pattern_shows_its_difference_and_books_it(
    family: RunningApp, visit: Visit, screen: Screen, child: str
) -> None:
    facts = CityFacts(family)
    known = {receipt["number"] for receipt in facts.receipts()}
    parent = visit(family, screen, route=BOOKING)
    if screen is PHONE:
        parent.tap("button", "Plus d’actions")
    parent.tap("button", "Semaine type")
    parent.reads("La semaine type")
    parent.tap("button", child)
    parent.reads(f"La semaine type d’{child}" if child == "Alice" else f"La semaine type de {child}")

    parent.tap("checkbox", "Accueil du matin, jeudi")
    parent.is_ticked("Accueil du matin, jeudi")
    parent.reads("en plus")
    assert {receipt["number"] for receipt in facts.receipts()} == known
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    new = [receipt for receipt in facts.receipts() if receipt["number"] not in known]
    assert len(new) == 1
    lines = facts.receipt(new[0]["number"])["lines"]
    assert lines and {(line["child_name"], line["service_name"]) for line in lines} == {(child, "Accueil du matin")}
    assert {line["verdict"] for line in lines} == {"booked"}
