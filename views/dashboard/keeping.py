"""The parent's arrangement of the dashboard, taken from the device's notes and kept there. A hook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from services.portal.sessions import DASHBOARD_NOTE as NOTE
from views.dashboard.arrangement import Arrangement, read, written
from views.state import use_portal


def use_arrangement() -> tuple[Arrangement, Callable[[Arrangement], Awaitable[None]]]:
    """The arrangement as remembered, and what keeps another."""
    portal = use_portal()
    held = ft.use_memo(lambda: read(portal.held_note(NOTE)), [])
    arrangement, set_arrangement = ft.use_state(held)

    async def recall() -> None:
        set_arrangement(read(await portal.recall(NOTE)))

    async def keep(changed: Arrangement) -> None:
        set_arrangement(changed)
        await portal.remember(NOTE, written(changed))

    ft.use_effect(recall, [portal.account])
    return arrangement, keep
