"""The grid's weeks turned by hand: a finger anywhere on it, the mouse on the heads; scrolling and taps stay."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, TABLET, TABLET_SIDEWAYS, Screen

_CELLS = ("Restauration scolaire, Alice, vendredi 27 novembre", "Restauration scolaire, Alice, lundi 23 novembre")


@pytest.mark.parametrize("screen", [TABLET, TABLET_SIDEWAYS], ids=lambda screen: screen.name)
def test_a_finger_on_the_cells_turns_the_week_and_ticks_nothing(
    family: RunningApp, visit: Visit, screen: Screen
) -> None:
    parent = visit(family, screen, route=BOOKING)

    parent.swipe(parent.middle_of("checkbox", _CELLS[0]), parent.middle_of("checkbox", _CELLS[1]))
    parent.sees("button", "lundi 30 novembre")
    parent.swipe(parent.middle_of("button", "lundi 30 novembre"), parent.middle_of("button", "vendredi 4 décembre"))
    parent.sees("button", "lundi 23 novembre")
    assert not parent.shows("Votre choix : ")

    parent.tap("checkbox", _CELLS[0])
    parent.is_ticked(_CELLS[0])


def test_a_finger_that_goes_up_scrolls_and_stays_in_the_week(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, Screen("low-tablet", 820, 640, touch=True), route=BOOKING)

    x, y = parent.middle_of("checkbox", _CELLS[0])
    parent.swipe((x, y), (x - 20, y - 100))

    parent.sees("button", "lundi 23 novembre")
    assert parent.middle_of("checkbox", _CELLS[0])[1] < y - 40
    parent.is_not_ticked(_CELLS[0])


def test_the_mouse_drags_the_heads(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route=BOOKING)

    parent.drag(parent.middle_of("button", "vendredi 27 novembre"), parent.middle_of("button", "lundi 23 novembre"))
    parent.sees("button", "lundi 30 novembre")
    parent.drag(parent.middle_of("button", "lundi 30 novembre"), parent.middle_of("button", "vendredi 4 décembre"))
    parent.sees("button", "lundi 23 novembre")
    assert not parent.shows("Votre choix : ")


def test_the_mouse_sweeps_over_cells_and_a_click_still_ticks_one(family: RunningApp, visit: Visit) -> None:
    row = "Accueil du matin, Alice, "
    parent = visit(family, DESKTOP, route=BOOKING)
    parent.tap("button", "Semaine suivante")
    first, last = f"{row}jeudi 3 décembre", f"{row}vendredi 4 décembre"
    ticked = parent.sees("checkbox", first).is_checked()

    parent.drag(parent.middle_of("checkbox", first), parent.middle_of("checkbox", last))
    for cell in (first, last):
        (parent.is_not_ticked if ticked else parent.is_ticked)(cell)
    parent.sees("button", "lundi 30 novembre")

    parent.tap("checkbox", first)
    (parent.is_ticked if ticked else parent.is_not_ticked)(first)
    x, y = parent.middle_of("checkbox", last)
    parent.drag((x, y), (x + 4, y))
    (parent.is_ticked if ticked else parent.is_not_ticked)(last)
