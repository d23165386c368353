"""Opens a page: the portal of this person, then the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from app.container import build_portal
from app.settings import Settings
from services.portal import Portal
from views.root import Appearance, start
from views.state import Demonstration


def make_main(settings: Settings) -> Callable[[ft.Page], Awaitable[None]]:
    """What Flet calls for every new page. All pages share one portal, unless several people use this process."""
    shared: list[Portal] = []
    opening = asyncio.Lock()
    demonstration = Demonstration(*settings.demonstration) if settings.demonstration else None
    appearance = Appearance(seed=settings.city.seed_colour)

    async def portal_for(page: ft.Page) -> Portal:
        if settings.hosted:
            return await build_portal(settings, page)
        async with opening:
            if not shared:
                shared.append(await build_portal(settings, page))
        return shared[0]

    async def main(page: ft.Page) -> None:
        start(page, await portal_for(page), demonstration, appearance)

    return main
