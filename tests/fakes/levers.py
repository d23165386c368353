"""Levers on a fake: each of its methods can be held, released and made to fail."""

from __future__ import annotations

import asyncio

from services.errors import ErrorKind, ServiceError


class Levers:
    """By method name. No name = every method. `calls` is the order in which methods were entered."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._held: dict[str, asyncio.Event] = {}
        self._reached: dict[str, asyncio.Event] = {}
        self._failures: dict[str, ServiceError] = {}

    def hold(self, *methods: str) -> None:
        """These methods wait, once entered, until released."""
        for method in methods or ("*",):
            self._held[method] = asyncio.Event()
            self._reached.pop(method, None)

    async def reached(self, method: str) -> None:
        """Waits until the method has been entered (since it was last held by that name)."""
        await self._reached.setdefault(method, asyncio.Event()).wait()

    def release(self, *methods: str) -> None:
        for method in methods or tuple(self._held):
            event = self._held.pop(method, None)
            if event is not None:
                event.set()

    def fail_with(self, kind: ErrorKind | None, *methods: str, **params: str) -> None:
        """These methods raise that kind (None: they work again)."""
        for method in methods or ("*",):
            if kind is None:
                self._failures.pop(method, None)
            else:
                self._failures[method] = ServiceError(kind, params)
        if kind is None and not methods:
            self._failures.clear()

    async def enter(self, method: str) -> None:
        """The first line of each method of a fake."""
        self.calls.append(method)
        self._reached.setdefault(method, asyncio.Event()).set()
        for name in (method, "*"):
            event = self._held.get(name)
            if event is not None:
                await event.wait()
        failure = self._failures.get(method) or self._failures.get("*")
        if failure is not None:
            raise ServiceError(failure.kind, failure.params)
