"""The desktop grid by keyboard alone: one tab stop, arrows, Space, PageDown, Ctrl+Enter."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.city_facts import MONDAY, CityFacts, SlotName, in_words
from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP
from tests.e2e.waiting import until_there

FIRST_ROW = "Accueil du matin"


def test_a_booking_without_a_mouse(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    known = len(facts.receipts())
    wanted = next(
        slot for slot in facts.found("free", weekdays=(1, 3, 4)) if (slot.child, slot.service) == ("Alice", FIRST_ROW)
    )
    parent = visit(family, DESKTOP, route=BOOKING)
    parent.sees("checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")

    tab_to(parent, "checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")
    walk_to(parent, wanted)
    parent.press("Space")
    parent.is_ticked(wanted.cell)
    until_there(parent.page, lambda: parent.focused().ticked == "true")
    parent.press("Control+Enter")
    parent.until_focused("Soumettre")
    parent.press("Enter")

    parent.reads("C’est enregistré")
    assert facts.state_of(wanted) == "booked"
    assert len(facts.receipts()) == known + 1


def test_a_reader_follows_the_keyboard_through_the_page(family: RunningApp, visit: Visit) -> None:
    """What Flutter has the focus on is what the browser says is focused: one thing with role, name and state."""
    parent = visit(family, DESKTOP, route=BOOKING)
    parent.sees("checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")

    for name in ("Semaine type", "Semaine suivante", "Noé, enfant", "Filtrer les activités"):
        tab_to(parent, "button", name)
    tab_to(parent, "checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")
    moves = (
        ("ArrowDown", "Restauration scolaire, Alice, lundi 23 novembre"),
        ("End", "Restauration scolaire, Alice, vendredi 27 novembre"),
        ("PageDown", "Restauration scolaire, Alice, vendredi 4 décembre"),
        ("PageUp", "Restauration scolaire, Alice, vendredi 27 novembre"),
        ("Home", "Restauration scolaire, Alice, lundi 23 novembre"),
    )
    for key, name in moves:
        parent.press(key)
        parent.until_focused(name)
        assert parent.focused().role == "checkbox"


def test_keys_pressed_quickly_all_arrive(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route=BOOKING)
    tab_to(parent, "checkbox", f"{FIRST_ROW}, Alice, lundi 23 novembre")

    for key in ("PageDown", "PageDown", "PageUp", "ArrowDown", "ArrowRight"):
        parent.page.keyboard.press(key)
    parent.until_focused("Restauration scolaire, Alice, mardi 1er décembre")
    parent.press("ArrowLeft")
    parent.until_focused("Restauration scolaire, Alice, lundi 30 novembre")


def tab_to(parent: Parent, role: str, start: str) -> None:
    """Tab until that control has the keyboard."""
    for _stop in range(40):
        focused = parent.focused()
        if focused.role == role and focused.name.startswith(start):
            return
        parent.press("Tab")
    raise AssertionError(f"Tab never reaches {role} {start!r}, but {parent.focused()}")


def walk_to(parent: Parent, slot: SlotName) -> None:
    """Weeks by PageDown, days by arrows, from the first cell of the first week."""
    monday = MONDAY
    while monday + timedelta(days=7) <= slot.day:
        monday += timedelta(days=7)
        parent.press("PageDown")
        parent.until_focused(f"{FIRST_ROW}, Alice, {in_words(monday)}")
    for _day in range(slot.day.weekday()):
        before = parent.focused()
        parent.press("ArrowRight")
        parent.focus_left(before)
    parent.until_focused(slot.cell)
