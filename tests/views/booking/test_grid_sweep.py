"""Several cells ticked in one gesture of the mouse."""

from __future__ import annotations

from datetime import date

import flet as ft
import pytest

from services.models import SlotKey
from tests.fakes import builders
from tests.lab import Lab
from tests.views.booking.app import has, node, picked, signed_in
from tests.views.opening import labels, opened
from views.booking.grid.sweep import column_at

ROUTE = "/reservations?jour=2026-11-26"
WIDTH = 700.0
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (60 + 140 * number for number in range(5))
TREMBLE = 3


async def sweep(lab: Lab, row: str, *path: float) -> None:
    """The mouse goes down on the first place of the row that holds this cell, along the others, and up on the last."""
    await lab.until(lambda: has(lab, row))
    cell = node(lab, row)
    followed = [one for one in lab.all(ft.GestureDetector) if one.on_horizontal_drag_update]
    over = next(one for one in followed if any(inside is cell for inside in lab.walk(one)))
    body = next(one for one in lab.all(ft.Column) if one.on_size_change)
    await lab.fire(body, "size_change", {"w": WIDTH + 6 + 160, "h": 600.0})
    await lab.fire(over, "horizontal_drag_start", at(path[0]))
    for x in path[1:]:
        await lab.fire(over, "horizontal_drag_update", at(x))
    await lab.fire(over, "horizontal_drag_end", {**at(path[-1]), "v": {"x": 0, "y": 0}})


def at(x: float) -> dict[str, object]:
    return {"l": {"x": x, "y": 20}, "g": {"x": x, "y": 300}, "k": "mouse"}


@pytest.mark.parametrize(("x", "column"), [(-9, 0), (0, 0), (136, 0), (139, 1), (277, 1), (280, 2), (699, 4), (900, 4)])
def test_the_column_under_the_mouse(x: float, column: int) -> None:
    assert column_at(x, WIDTH, 5) == column


def on(child: str, service: str, *days: int) -> set[SlotKey]:
    return {SlotKey(child, service, date(2026, 11, day)) for day in days}


async def test_cells_passed_get_what_the_first_one_got() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        row = "Restauration scolaire, Alice, jeudi"
        await sweep(lab, row, FRIDAY, THURSDAY, MONDAY)
        booked = on(builders.ALICE, builders.MEAL, 26, 27)
        assert picked(kit) == booked, "another service in between, and what is booked already, stay as they are"
        await sweep(lab, row, FRIDAY, THURSDAY)
        assert not picked(kit)


async def test_a_quick_mouse_passes_no_cell_over_and_takes_back_nothing() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await sweep(lab, "Restauration scolaire, Noé, jeudi", FRIDAY, THURSDAY, FRIDAY)
        assert picked(kit) == on(builders.NOE, builders.MEAL, 26, 27)
        assert not any(node(lab, f"Restauration scolaire, Noé, {day}").checked for day in ("jeudi", "vendredi"))


async def test_full_waiting_and_locked_cells_are_passed_over_without_a_question() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await sweep(lab, "Accueil du soir, Noé, vendredi", FRIDAY, MONDAY)
        assert picked(kit) == on(builders.NOE, builders.EVENING, 27)
        await sweep(lab, "Accueil du soir, Noé, lundi", MONDAY, FRIDAY)
        assert picked(kit) == on(builders.NOE, builders.EVENING, 27)
        assert not any("Délai dépassé" in text for text in labels(lab) if "," not in text)


async def test_a_mouse_that_trembles_taps() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await sweep(lab, "Restauration scolaire, Alice, jeudi", THURSDAY, THURSDAY + TREMBLE)
        assert picked(kit) == on(builders.ALICE, builders.MEAL, 26)
        await sweep(lab, "Accueil du soir, Alice, lundi", MONDAY, MONDAY + TREMBLE)
        assert "Délai dépassé depuis vendredi 20 novembre à 10 h" in labels(lab)
