"""Storages that fail: a full disk, and a device that dies between two steps."""

from __future__ import annotations

from services.storage import MemoryStorage, StorageError


class Killed(BaseException):
    """The process died here. Nothing of the app may catch it."""


class FailingStorage(MemoryStorage):
    """Writes as long as `full` is False."""

    full = False

    async def set(self, name: str, value: bytes, *, durable: bool = True) -> None:
        if self.full:
            raise StorageError(name)
        await super().set(name, value, durable=durable)

    async def delete(self, name: str) -> None:
        if self.full:
            raise StorageError(name)
        await super().delete(name)


class DyingStorage(MemoryStorage):
    """Dies at the `at`-th call counted from `arm`, before or after doing it; a restart is `revive`."""

    def __init__(self) -> None:
        super().__init__()
        self._left: int | None = None
        self._after = False
        self.steps = 0

    def arm(self, at: int, *, after: bool) -> None:
        self._left, self._after = at, after

    def revive(self) -> None:
        self._left = None

    async def get(self, name: str) -> bytes | None:
        self._before()
        value = await super().get(name)
        self._afterwards()
        return value

    async def set(self, name: str, value: bytes, *, durable: bool = True) -> None:
        self._before()
        await super().set(name, value, durable=durable)
        self._afterwards()

    async def delete(self, name: str) -> None:
        self._before()
        await super().delete(name)
        self._afterwards()

    async def keys(self, prefix: str = "") -> tuple[str, ...]:
        self._before()
        names = await super().keys(prefix)
        self._afterwards()
        return names

    def _before(self) -> None:
        self.steps += 1
        if self._left is not None:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Killed
            if self._left < 0:
                raise Killed

    def _afterwards(self) -> None:
        if self._left == 0:
            raise Killed
