"""Databases lent to one test after another: whoever closes one gives it back, with its statements compiled already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from city.database import Database


class LentDatabase(Database):
    """Lent to one test and one event loop at a time. `settled`: the people of people.py are in it already."""

    def __init__(self, url: str, back: Callable[[LentDatabase], None]) -> None:
        super().__init__(url)
        self._back = back
        self.settled = False

    def lent(self, *, settled: bool = False) -> LentDatabase:
        """Itself, for the event loop of now."""
        self._line = asyncio.Lock() if self.is_sqlite else None
        self.settled = settled
        return self

    @property
    def file(self) -> Path:
        """Where it is (SQLite)."""
        return Path(str(self.engine.url.database))

    async def rest(self) -> None:
        """Gives its connections back, but stays with who borrowed it: for another event loop."""
        await super().close()
        self._line = asyncio.Lock() if self.is_sqlite else None

    async def close(self) -> None:
        await super().close()
        self._back(self)
