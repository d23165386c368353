"""Every screen says something to a screen reader, and everything that can be tapped has a name."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import PHONE, SCREENS

NAMELESS = """() => [...document.querySelectorAll(
    'flt-semantics-host [role=button], flt-semantics-host [role=checkbox], flt-semantics-host [role=link], '
    + 'flt-semantics-host input, flt-semantics-host textarea')]
    .filter(node => node.checkVisibility())
    .filter(node => !(node.ariaLabel || node.textContent || '').trim())
    .map(node => node.outerHTML.slice(0, 300))"""
PAGES = {
    "/reservations": "Réservations",
    "/recus": "Mes reçus",
    "/": "Nous contacter",
    "/organiser": "Remettre l’ordre d’origine",
    "/notifications": "Régler les notifications",
    "/notifications/reglages": "Heures calmes",
    "/demarches": "Faire une démarche",
    "/demarches/nouvelle": "Réponse habituelle",
    "/inscriptions": "Inscription active",
    "/factures": "Déjà traitées",
    "/attestations": "Attestations fiscales",
}


def has_names(parent: Parent) -> None:
    assert parent.page.locator("flt-semantics-host").aria_snapshot().strip(), "the accessibility tree is empty"
    assert parent.page.evaluate(NAMELESS) == []


def has_names_on_every_screen(parent: Parent) -> None:
    for screen in SCREENS:
        parent.turns_into(screen)
        has_names(parent)


def test_nothing_on_the_way_in_is_without_a_name(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, PHONE)
    parent.sees("button", "Se connecter")
    has_names_on_every_screen(parent)


@pytest.mark.parametrize(("route", "text"), PAGES.items(), ids=PAGES.values())
def test_nothing_on_any_page_is_without_a_name(family: RunningApp, visit: Visit, route: str, text: str) -> None:
    parent = visit(family, PHONE, route=route)
    parent.reads(text)
    has_names_on_every_screen(parent)


def test_nothing_in_the_account_is_without_a_name(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE)
    parent.tap("button", "Mon compte")
    parent.sees("button", "Se déconnecter")
    has_names_on_every_screen(parent)
    parent.sees("button", "Se déconnecter")
