"""Every screen says something to a screen reader, and everything that can be tapped has a name."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import SCREENS, Screen

NAMELESS = """() => [...document.querySelectorAll(
    'flt-semantics-host [role=button], flt-semantics-host [role=checkbox], flt-semantics-host [role=link], '
    + 'flt-semantics-host input, flt-semantics-host textarea')]
    .filter(node => node.checkVisibility())
    .filter(node => !(node.ariaLabel || node.textContent || '').trim())
    .map(node => node.outerHTML.slice(0, 300))"""
PAGES = {"/reservations": "Réservations", "/recus": "Mes reçus", "/": "Nous contacter"}


def has_names(parent: Parent) -> None:
    assert parent.page.locator("flt-semantics-host").aria_snapshot().strip(), "the accessibility tree is empty"
    assert parent.page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_nothing_on_any_page_is_without_a_name(device: RunningApp, visit: Visit, screen: Screen) -> None:
    parent = visit(device, screen)
    parent.sees("button", "Se connecter")
    has_names(parent)
    parent.signs_in(device)
    for route, text in PAGES.items():
        parent.open(route)
        parent.reads(text)
        has_names(parent)
    parent.tap("button", "Mon compte")
    parent.sees("button", "Se déconnecter")
    has_names(parent)
