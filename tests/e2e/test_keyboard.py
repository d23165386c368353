"""The desktop grid by keyboard alone: one tab stop, arrows, Space, PageDown, Ctrl+Enter."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.city_facts import MONDAY, CityFacts, SlotName
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP

FIRST_ROW = "Accueil du matin"


def test_a_booking_without_a_mouse(device: RunningApp, visit: Visit) -> None:
    facts = CityFacts(device)
    known = len(facts.receipts())
    wanted = next(
        slot for slot in facts.found("free", weekdays=(1, 3, 4)) if (slot.child, slot.service) == ("Alice", FIRST_ROW)
    )
    parent = visit(device, DESKTOP)
    parent.signs_in(device)
    parent.open("/reservations")
    parent.sees("checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")

    tab_into_the_grid(parent)
    walk_to(parent, wanted)
    parent.press("Space")
    parent.is_ticked(wanted.cell)
    parent.press("Control+Enter")
    parent.until_focused("Soumettre")
    parent.press("Enter")

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
    assert len(facts.receipts()) == known + 1


def tab_into_the_grid(parent: Parent) -> None:
    """The whole grid of a child is one stop, after the button of its title."""
    for _stop in range(40):
        parent.press("Tab")
        if parent.focused().name.startswith("Copier la semaine"):
            parent.press("Tab")
            return
    raise AssertionError("Tab never reaches the grid")


def walk_to(parent: Parent, slot: SlotName) -> None:
    """Weeks by PageDown, days by arrows, from the first cell of the first week."""
    monday = MONDAY
    while monday + timedelta(days=7) <= slot.day:
        monday += timedelta(days=7)
        parent.press("PageDown")
        parent.sees("checkbox", f"{FIRST_ROW}, Alice, {SlotName('', '', monday, '').day_in_words}")
    for _day in range(slot.day.weekday()):
        parent.press("ArrowRight")
