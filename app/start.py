"""Opens a page: the portal of this person, then the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from app.cities import CityEntry
from app.portals import Portals
from app.settings import Settings
from services.models import Contact
from views.dressing import Appearance
from views.root import start
from views.state import Demonstration, Installation, Town, Towns, navigate
from views.state.towns import Choose


def make_main(settings: Settings) -> Callable[[ft.Page], Awaitable[None]]:
    """What Flet calls for every new page. All pages share one portal, unless several people use this process."""
    shared: list[Portals] = []
    closing: set[asyncio.Task[None]] = set()

    def portals_of(page: ft.Page) -> Portals:
        if settings.hosted:
            own = Portals(settings)
            page.on_close = lambda _event: _finish(own, closing)
            return own
        if not shared:
            shared.append(Portals(settings))
        return shared[0]

    async def main(page: ft.Page) -> None:
        portals = portals_of(page)
        entry = await portals.take_up()
        opened = await portals.of(entry, page)

        async def choose(city_id: str, route: str, /) -> None:
            entry = await portals.choose(city_id)
            opened = await portals.of(entry, page)
            show(opened.portal, installation_of(settings, entry, towns()), Appearance(seed=entry.seed_colour))
            navigate(route)

        def towns() -> Towns | None:
            return _towns(portals, choose) if portals.several else None

        installation = installation_of(settings, entry, towns())
        show = start(page, opened.portal, installation, Appearance(seed=entry.seed_colour))

    return main


def installation_of(settings: Settings, entry: CityEntry, towns: Towns | None = None) -> Installation:
    """What the screens say of how this run was started, in that city."""
    contact = entry.contact
    demonstrated = settings.demonstration is not None and entry.id == settings.city.id
    return Installation(
        demonstration=Demonstration(*settings.demonstration) if settings.demonstration and demonstrated else None,
        contact=Contact(service_name=contact.service_name, email=contact.email, phone=contact.phone, address=""),
        fleeting=settings.hosted,
        towns=towns,
    )


def _towns(portals: Portals, choose: Choose) -> Towns:
    offered = tuple(Town(entry.id, entry.name, tuple(entry.postcodes)) for entry in portals.cities)
    return Towns(offered, portals.chosen, choose)


def _finish(portals: Portals, closing: set[asyncio.Task[None]]) -> None:
    """Closes the portals of a page that has gone for good. The task is kept: the page can no longer run it."""
    task = asyncio.get_running_loop().create_task(portals.close())
    closing.add(task)
    task.add_done_callback(closing.discard)
