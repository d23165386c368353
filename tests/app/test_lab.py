"""The in-process client itself: it taps, types and counts like a device."""

from __future__ import annotations

import flet as ft
import pytest

from tests.lab import Lab


@ft.component
def Counter() -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column([ft.Text(f"n={count}"), ft.Button("Plus", on_click=lambda _: set_count(lambda value: value + 1))])


async def test_a_tap_changes_the_text_and_costs_few_bytes() -> None:
    async with Lab(lambda page: page.render(Counter)) as lab:
        lab.reset()
        await lab.tap("Plus")
        assert lab.texts() == ["n=1"]
        assert 0 < lab.bytes_sent() < 200


async def test_an_unknown_name_is_an_error_and_not_a_silent_pass() -> None:
    async with Lab(lambda page: page.render(Counter)) as lab:
        with pytest.raises(AssertionError, match="nothing to tap"):
            await lab.tap("Moins")
