"""Opens a page: the portal of this person, then the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from app.container import Opened, open_portal
from app.settings import Settings
from services.models import Contact
from views.dressing import Appearance
from views.root import start
from views.state import Demonstration, Installation


def make_main(settings: Settings) -> Callable[[ft.Page], Awaitable[None]]:
    """What Flet calls for every new page. All pages share one portal, unless several people use this process."""
    shared: list[Opened] = []
    opening = asyncio.Lock()
    closing: set[asyncio.Task[None]] = set()
    installation = installation_of(settings)
    appearance = Appearance(seed=settings.city.seed_colour)

    async def open_for(page: ft.Page) -> Opened:
        if settings.hosted:
            own = await open_portal(settings, page)
            page.on_close = lambda _event: _finish(own, closing)
            return own
        async with opening:
            if not shared:
                shared.append(await open_portal(settings, page))
        return shared[0]

    async def main(page: ft.Page) -> None:
        opened = await open_for(page)
        start(page, opened.portal, installation, appearance)

    return main


def installation_of(settings: Settings) -> Installation:
    """What the screens say of how this run was started."""
    contact = settings.city.contact
    return Installation(
        demonstration=Demonstration(*settings.demonstration) if settings.demonstration else None,
        contact=Contact(service_name=contact.service_name, email=contact.email, phone=contact.phone, address=""),
        fleeting=settings.hosted,
    )


def _finish(opened: Opened, closing: set[asyncio.Task[None]]) -> None:
    """Closes a portal whose page has gone for good. The task is kept: the page can no longer run it."""
    task = asyncio.get_running_loop().create_task(opened.close())
    closing.add(task)
    task.add_done_callback(closing.discard)
