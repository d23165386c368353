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
    await drag_over(lab, strip, first, last)


async def drag_over(lab: Lab, strip: ft.GestureDetector, first: float, last: float) -> None:
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


@pytest.mark.parametrize("device", [ft.PointerDeviceType.TOUCH, ft.PointerDeviceType.MOUSE])
@pytest.mark.parametrize(("last", "shown"), [(200, "jeudi 3 décembre"), (250, "jeudi 26 novembre")])
async def test_the_grid_turns_under_finger_and_mouse_by_the_distance(
    device: ft.PointerDeviceType, last: float, shown: str
) -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route="/reservations?jour=2026-11-26") as lab:
        await lab.until(lambda: has(lab, "jeudi 26 novembre"))
        over = next(one for one in lab.all(ft.GestureDetector) if device in (one.allowed_devices or ()))
        await drag_over(lab, over, 300, last)
        await lab.until(lambda: has(lab, shown))
