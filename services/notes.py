"""Small things the screens remember on this device, per account: JSON text by name."""

from __future__ import annotations

import logging

from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)


class Notes:
    """Remembered at once in memory, then on the device; one that cannot be written lasts for this run."""

    def __init__(self, storage: Storage, scope: str) -> None:
        self._storage = storage
        self._scope = f"{scope}/note/"
        self._live: dict[str, str | None] = {}

    async def recall(self, name: str) -> str | None:
        if name in self._live:
            return self._live[name]
        raw = await self._storage.get(self._scope + name)
        try:
            return raw.decode() if raw is not None else None
        except UnicodeDecodeError:
            _log.warning("a kept note cannot be read")
            return None

    async def take_up(self, *names: str) -> None:
        """Reads these into memory, where `held` finds them."""
        for name in names:
            self._live[name] = await self.recall(name)

    def held(self, name: str) -> str | None:
        """A note that is in memory: what a screen may draw at once."""
        return self._live.get(name)

    async def remember(self, name: str, value: str | None) -> None:
        """None forgets."""
        self._live[name] = value
        try:
            if value is None:
                await self._storage.delete(self._scope + name)
            else:
                await self._storage.set(self._scope + name, value.encode())
        except StorageError:
            _log.warning("a note lasts for this run only", exc_info=True)

    async def forget(self) -> None:
        """Drops all notes of this scope. Raises StorageError."""
        self._live.clear()
        for name in await self._storage.keys(self._scope):
            await self._storage.delete(name)
