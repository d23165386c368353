"""The parent's arrangement of the dashboard, taken from the device's notes and kept there. A hook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from views.dashboard.arrangement import NOTE, Arrangement, read, written
from views.state import use_portal


def use_arrangement() -> tuple[Arrangement, Callable[[Arrangement], Awaitable[None]]]:
    """The arrangement as remembered, and what keeps another."""
    portal = use_portal()
    arrangement, set_arrangement = ft.use_state(Arrangement())

    async def recall() -> None:
        set_arrangement(read(await portal.recall(NOTE)))

    async def keep(changed: Arrangement) -> None:
        set_arrangement(changed)
        await portal.remember(NOTE, written(changed))

    ft.use_effect(recall, [portal.account])
    return arrangement, keep
