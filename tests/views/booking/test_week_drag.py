"""Weeks dragged by a mouse, which pages do not follow by themselves."""

from __future__ import annotations

import flet as ft
import pytest

from tests.lab import Lab
from tests.views.booking.app import has, signed_in
from tests.views.opening import opened


async def drag(lab: Lab, first: float, last: float) -> None:
    """From one place of the strip to another; it stands still before the button is released."""
    await lab.until(lambda: has(lab, "jeudi 26 novembre"))
    strip = next(one for one in lab.all(ft.GestureDetector) if isinstance(one.content, ft.PageView))
    here = {"l": {"x": first, "y": 30}, "g": {"x": first, "y": 130}, "k": "mouse"}
    there = {"l": {"x": last, "y": 30}, "g": {"x": last, "y": 130}, "v": {"x": 0, "y": 0}, "pv": 0}
    await lab.fire(strip, "horizontal_drag_start", here)
    await lab.fire(strip, "horizontal_drag_end", there)


@pytest.mark.parametrize(
    ("last", "shown"), [(120, "jeudi 3 décembre"), (320, "jeudi 26 novembre"), (390, "jeudi 19 novembre")]
)
async def test_a_slow_drag_turns_the_week_by_its_distance(last: float, shown: str) -> None:
    kit = await signed_in()
    async with opened(kit, route="/reservations") as lab:
        await drag(lab, 300, last)
        await lab.until(lambda: has(lab, shown))
