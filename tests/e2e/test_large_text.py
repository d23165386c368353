"""Text at 200 % and a narrow screen: nothing leaves the screen sideways, « Soumettre » stays within reach."""

from __future__ import annotations

import pytest

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP, PHONE, TABLET, Screen

LARGE = "document.documentElement.style.fontSize = '32px'"
NARROW = Screen("narrow", 320, 640, touch=True)
OUTSIDE = """() => [...document.querySelectorAll(
    'flt-semantics-host [role=button], flt-semantics-host [role=checkbox], flt-semantics-host input')]
    .filter(node => node.checkVisibility())
    .map(node => [node.ariaLabel || node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
    .map(([name, box]) => `${name}: ${Math.round(box.left)} – ${Math.round(box.right)} of ${innerWidth}`)"""


def stays_inside(parent: Parent) -> None:
    assert parent.page.evaluate(OUTSIDE) == []


def within_reach(parent: Parent, name: str) -> None:
    """On screen without scrolling."""
    box = parent.sees("button", name).bounding_box()
    height = parent.page.evaluate("innerHeight")
    assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height + 1, (name, box, height)


SIZES = [(PHONE, True), (NARROW, False), (NARROW, True), (TABLET, True), (DESKTOP, True)]


@pytest.mark.parametrize(
    ("screen", "large"), SIZES, ids=[f"{screen.name}-{200 if large else 100}" for screen, large in SIZES]
)
def test_a_booking_with_large_text_or_little_room(
    device: RunningApp, visit: Visit, screen: Screen, large: bool
) -> None:
    facts = CityFacts(device)
    wanted = next(slot for slot in facts.found("free") if slot.service == "Restauration scolaire")
    parent = visit(device, screen)
    parent.signs_in(device)
    if large:
        parent.page.evaluate(LARGE)
    parent.middle_of("button", "Réservations")
    stays_inside(parent)
    parent.tap("button", "Réservations")
    parent.goes_to(wanted.day)
    stays_inside(parent)
    parent.tap("button", wanted.child)
    parent.sees("button", f"{wanted.child}, enfant choisi")
    stays_inside(parent)

    parent.scrolls_to("checkbox", wanted.service)
    parent.tap("checkbox", wanted.service)
    parent.is_ticked(wanted.service)
    within_reach(parent, "Soumettre")
    stays_inside(parent)
    parent.tap("button", "Soumettre")
    parent.reads("C’est enregistré")
    stays_inside(parent)
    assert facts.state_of(wanted) == "booked"


@pytest.mark.parametrize("screen", [PHONE, NARROW, TABLET, DESKTOP], ids=lambda screen: screen.name)
def test_the_sign_in_page_with_large_text(device: RunningApp, visit: Visit, screen: Screen) -> None:
    parent = visit(device, screen)
    parent.page.evaluate(LARGE)
    parent.middle_of("textbox", "Adresse e-mail")
    stays_inside(parent)
    parent.scrolls_to("button", "Se connecter")
    stays_inside(parent)
