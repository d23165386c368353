"""Turning weeks: a finger on phone and tablet, a mouse on the desktop, arrows, and the month."""

from __future__ import annotations

from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, DESKTOP, PHONE, Screen


def test_the_phone_swipes_weeks_by_finger_there_and_back(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE, route=BOOKING)

    parent.swipe(parent.middle_of("button", "vendredi 27 novembre"), parent.middle_of("button", "lundi 23 novembre"))
    parent.reads("Semaine du 30 novembre")

    parent.swipe(parent.middle_of("button", "lundi 30 novembre"), parent.middle_of("button", "vendredi 4 décembre"))
    parent.reads("Semaine du 23 novembre")
    parent.sees("button", "jeudi 26 novembre")


def test_the_phone_page_turns_weeks_by_a_mouse_too(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, Screen("window", 412, 915, touch=False), route=BOOKING)

    parent.drag(parent.middle_of("button", "vendredi 27 novembre"), parent.middle_of("button", "lundi 23 novembre"))
    parent.reads("Semaine du 30 novembre")

    parent.drag(parent.middle_of("button", "lundi 30 novembre"), parent.middle_of("button", "vendredi 4 décembre"))
    parent.reads("Semaine du 23 novembre")


def test_arrows_turn_the_grid_s_weeks(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route=BOOKING)

    parent.tap("button", "Semaine suivante")
    parent.sees("button", "lundi 30 novembre")
    parent.tap("button", "Semaine précédente")
    parent.sees("button", "lundi 23 novembre")


def test_the_month_is_one_tap_away_and_one_tap_returns(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE, route=BOOKING)

    parent.tap("button", "Semaine du 23 novembre")
    parent.tap("button", "Mois suivant")
    parent.reads("décembre 2026")
    parent.tap("button", "jeudi 10 décembre")

    parent.reads("Semaine du 7 décembre")
    parent.reads("Jeudi 10 décembre")


def test_the_grid_s_period_leads_to_another_month(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route=BOOKING)

    parent.tap("button", "Période")
    parent.tap("button", "Mois suivant")
    parent.tap("button", "7 – 11 décembre")

    parent.sees("button", "lundi 7 décembre")
