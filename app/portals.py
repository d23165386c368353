"""The portals of one person: one for each city that was opened, and which of them this device chose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.cities import CityEntry
from app.container import Opened, open_portal
from app.settings import Settings
from services.display import DisplayKeeper
from services.notes import Notes
from services.storage import FolderStorage, MemoryStorage

if TYPE_CHECKING:
    import flet as ft

_SCOPE, _NOTE = "device", "city"


class Portals:
    """A city left for another stays open: what waits for it is still sent."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cities = {entry.id: entry for entry in (settings.city, *settings.others)}
        self._opened: dict[str, Opened] = {}
        self._opening = asyncio.Lock()
        self._storage = MemoryStorage() if settings.hosted else FolderStorage(settings.folder)
        self._notes = Notes(self._storage, _SCOPE)
        self._display = DisplayKeeper(self._storage)
        self.chosen: str | None = None

    @property
    def several(self) -> bool:
        return len(self._cities) > 1

    @property
    def cities(self) -> tuple[CityEntry, ...]:
        """All of them, by name."""
        return tuple(sorted(self._cities.values(), key=lambda entry: entry.name))

    async def take_up(self) -> CityEntry:
        """The city to show first: the one chosen earlier, else the first."""
        if self.several and self.chosen is None:
            kept = await self._notes.recall(_NOTE)
            self.chosen = kept if kept in self._cities else None
        return self._cities[self.chosen] if self.chosen is not None else self._settings.city

    async def choose(self, city_id: str) -> CityEntry:
        """Remembered from now on."""
        self.chosen = city_id
        await self._notes.remember(_NOTE, city_id)
        return self._cities[city_id]

    async def of(self, entry: CityEntry, page: ft.Page) -> Opened:
        """The portal of that city, opened when first asked for."""
        async with self._opening:
            if entry.id not in self._opened:
                self._opened[entry.id] = await open_portal(self._settings, page, entry, self._display)
        return self._opened[entry.id]

    async def close(self) -> None:
        """Lets all of them go."""
        for opened in self._opened.values():
            await opened.close()
        if isinstance(self._storage, FolderStorage):
            await asyncio.to_thread(self._storage.close)
