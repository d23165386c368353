"""Builds the portal of one person on this device: storage, vault, city, and what goes back to it by itself."""

from __future__ import annotations

import asyncio
import contextlib
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cities import CityEntry
from app.device import choose_vault
from app.settings import Settings
from services.backends.registry import open_backend
from services.clock import CityClock
from services.courier import Courier
from services.device import device_id
from services.display import DisplayKeeper
from services.live import Live
from services.portal import Portal
from services.session import Credentials
from services.storage import FolderStorage, MemoryStorage
from services.transport import Transport

#: Names as their makers write them.
_SYSTEMS = {
    "ios": "iOS",
    "android": "Android",
    "android_tv": "Android TV",
    "macos": "macOS",
    "darwin": "macOS",
    "windows": "Windows",
    "linux": "Linux",
}

if TYPE_CHECKING:
    import flet as ft


@dataclass(frozen=True, slots=True)
class Opened:
    """A portal at work, until `close`."""

    portal: Portal
    storage: FolderStorage | MemoryStorage
    beside: tuple[asyncio.Task[None], ...]

    async def close(self) -> None:
        """Lets what runs beside the screens, the connections and the storage's thread go."""
        for task in self.beside:
            task.cancel()
        for task in self.beside:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.portal.close()
        if isinstance(self.storage, FolderStorage):
            await asyncio.to_thread(self.storage.close)


async def open_portal(
    settings: Settings, page: ft.Page, entry: CityEntry | None = None, display: DisplayKeeper | None = None
) -> Opened:
    """A portal over a city (that of `settings` unless `entry` is given), as this device last left it.

    `display`: how this device shows the app, where several portals share it. Never raises for a city that is down.
    """
    city = entry or settings.city
    storage = MemoryStorage() if settings.hosted else FolderStorage(settings.folder)
    clock, credentials = CityClock(), Credentials()
    transport = Transport(city.url, clock=clock, credentials=credentials)
    portal = Portal(
        open_backend(city.software, city.id, transport),
        city=city.id,
        credentials=credentials,
        clock=clock,
        storage=storage,
        vault=choose_vault(page, hosted=settings.hosted),
        device=await device_id(storage),
        device_name=_device_name(page),
        display=display,
    )
    await portal.restore()
    beside = (Courier(portal).run(), Live(portal).run())
    return Opened(portal, storage, tuple(map(asyncio.create_task, beside)))


def _device_name(page: ft.Page) -> str:
    """What the parent will recognise in the list of devices: « Android (application) »."""
    kind = page.platform.value if page.platform is not None else platform.system().lower()
    return f"{_SYSTEMS.get(kind, kind)} ({'navigateur' if page.web else 'application'})"
