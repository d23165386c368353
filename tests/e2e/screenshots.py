"""`make screenshots [names]`: every screen, three sizes, two themes, into docs/screenshots/."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import QUIET
from tests.e2e.ensure_browser import find_browser
from tests.e2e.parent import Parent
from tests.e2e.running_app import ROOT, RunningApp, running_app
from tests.e2e.screens import DESKTOP, PHONE, TABLET, Screen

FOLDER = ROOT / "docs" / "screenshots"
SIZES = (PHONE, TABLET, DESKTOP)
TEXT_200 = "document.documentElement.style.fontSize = '32px'"


def sign_in(parent: Parent, _facts: CityFacts, _screen: Screen) -> None:
    parent.sees("button", "Se connecter")


def dashboard(parent: Parent, _facts: CityFacts, _screen: Screen) -> None:
    parent.reads("Bonjour Camille")
    parent.reads("Nous contacter")


def booking(parent: Parent, _facts: CityFacts, _screen: Screen) -> None:
    parent.open("/reservations")
    parent.reads("Restauration scolaire")


def booking_chosen(parent: Parent, facts: CityFacts, screen: Screen) -> None:
    """A booking and a cancellation chosen, not yet sent."""
    booking(parent, facts, screen)
    free, booked = facts.slot(state="free"), facts.slot(state="booked")
    if screen is PHONE:
        parent.tap("button", free.day_in_words)
        parent.tap("button", free.child)
        parent.tap("checkbox", free.service)
    else:
        for slot in (free, booked):
            if parent.find("checkbox", slot.cell).count():
                parent.tap("checkbox", slot.cell)
    parent.sees("button", "Soumettre")


def receipt(parent: Parent, facts: CityFacts, screen: Screen) -> None:
    booking_chosen(parent, facts, screen)
    parent.tap("button", "Soumettre")
    parent.reads("Reçu n°")


def receipts(parent: Parent, _facts: CityFacts, _screen: Screen) -> None:
    parent.open("/recus")
    parent.reads("Mes reçus")


def typical_week(parent: Parent, facts: CityFacts, screen: Screen) -> None:
    booking(parent, facts, screen)
    if screen is PHONE:
        parent.tap("button", "Plus d’actions")
    parent.tap("button", "Semaine type")
    parent.reads("La semaine type")


SCREENS: dict[str, Callable[[Parent, CityFacts, Screen], None]] = {
    "sign-in": sign_in,
    "dashboard": dashboard,
    "booking": booking,
    "booking-chosen": booking_chosen,
    "receipts": receipts,
    "typical-week": typical_week,
    "receipt": receipt,
}


def take(browser: Browser, app: RunningApp, facts: CityFacts, name: str, screen: Screen, theme: str) -> None:
    """Opens one screen at one size in one theme and photographs it."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        has_touch=screen.touch,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme="dark" if theme == "dark" else "light",
    )
    parent = Parent(context.new_page(), app.address, touch=screen.touch)
    parent.open()
    if name != "sign-in" and parent.find("button", "Essayer avec la famille").count():
        parent.signs_in_with_the_demonstration()
    SCREENS[name](parent, facts, screen)
    parent.page.evaluate("() => document.fonts.ready")
    parent.page.wait_for_timeout(600)
    parent.screenshot(FOLDER / f"{name}-{screen.name}-{theme}.png")
    context.close()


def main(names: list[str]) -> int:
    path = find_browser()
    assert path is not None, "no Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for theme in ("light", "dark"):
            for screen in SIZES:
                with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app:
                    facts = CityFacts(app)
                    for name in names or SCREENS:
                        take(browser, app, facts, name, screen, theme)
                        sys.stderr.write(f"{name}-{screen.name}-{theme}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
