"""Text at 200 % and a narrow screen: nothing leaves the screen sideways, « Soumettre » stays within reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, PHONE, TABLET, Screen
from tests.e2e.waiting import until_still, until_there

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


def enlarge(parent: Parent) -> None:
    """Waits for the app's own answer: it draws the page anew for that size, and keys typed meanwhile may be lost."""
    known = len(parent.frames_received)
    parent.page.evaluate(LARGE)
    until_there(parent.page, lambda: len(parent.frames_received) > known)
    until_still(parent.page)


def book(parent: Parent, app: RunningApp, *, then: Callable[[Parent], None] = stays_inside) -> None:
    """A meal, from the page of bookings to its receipt; `then` happens once day and child are chosen."""
    facts = CityFacts(app)
    wanted = next(slot for slot in facts.found("free") if slot.service == "Restauration scolaire")
    parent.goes_to(wanted.day)
    stays_inside(parent)
    parent.tap("button", wanted.child)
    parent.sees("button", f"{wanted.child}, enfant choisi")
    stays_inside(parent)
    then(parent)
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


def test_from_the_sign_in_to_a_receipt_with_large_text(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, PHONE)
    enlarge(parent)
    parent.signs_in(device)
    parent.middle_of("button", "Réservations")
    stays_inside(parent)
    parent.tap("button", "Réservations")
    book(parent, device)


def test_a_booking_on_a_narrow_screen_whose_text_is_enlarged_midway(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, NARROW, route=BOOKING)
    book(parent, family, then=enlarge)


@pytest.mark.parametrize("screen", [TABLET, DESKTOP], ids=lambda screen: screen.name)
def test_a_booking_with_large_text_on_a_wide_screen(family: RunningApp, visit: Visit, screen: Screen) -> None:
    parent = visit(family, screen)
    enlarge(parent)
    parent.middle_of("button", "Réservations")
    stays_inside(parent)
    parent.tap("button", "Réservations")
    book(parent, family)


def test_the_sign_in_page_with_large_text(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, PHONE)
    enlarge(parent)
    for screen in (PHONE, NARROW, TABLET, DESKTOP):
        parent.turns_into(screen)
        parent.middle_of("textbox", "Adresse e-mail")
        stays_inside(parent)
        parent.scrolls_to("button", "Se connecter")
        stays_inside(parent)
