"""Keeps one line to the city open while a parent is signed in, so that what changes shows by itself."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from services.errors import ErrorKind, ServiceError
from services.portal import Connection, Portal, Topic

_log = logging.getLogger(__name__)
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
_HOPELESS = frozenset({ErrorKind.SESSION_EXPIRED, ErrorKind.NOT_FOUND, ErrorKind.NOT_ALLOWED})


class Live:
    """Runs beside the screens. `wait` and `dice` (0 to 1) make the pauses between two lines, in seconds."""

    def __init__(
        self,
        portal: Portal,
        *,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._portal = portal
        self._wait = wait
        self._dice = dice
        self._session_changed = asyncio.Event()
        self._back = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled. Rests while nobody is signed in, and where the city has no such line."""
        unsubscribe = self._portal.subscribe(self._hear)
        try:
            while True:
                self._session_changed.clear()
                if self._portal.live.possible:
                    await _first_of(self._insist(), self._session_changed.wait())
                await self._session_changed.wait()
        finally:
            unsubscribe()

    async def _insist(self) -> None:
        """One line after the other, further and further apart while none tells anything; at once when it can help."""
        pause = FIRST_WAIT
        while True:
            self._back.clear()
            try:
                if await self._portal.live.follow():
                    pause = FIRST_WAIT
            except ServiceError as error:
                if error.kind in _HOPELESS:
                    return
            except Exception:
                _log.exception("the live line failed in an unnamed way")
            await _first_of(self._pause(pause), self._back.wait())
            pause = min(pause * 2, LONGEST_WAIT)

    async def _pause(self, seconds: float) -> None:
        await self._wait(seconds * (0.5 + self._dice()))

    def _hear(self, topic: Topic) -> None:
        if topic is Topic.SESSION:
            self._session_changed.set()
        elif topic is Topic.CONNECTION and self._portal.connection is Connection.ONLINE:
            self._back.set()


async def _first_of(*works: Coroutine[Any, Any, object]) -> None:
    """Until one of them ends; the others are called off. Raises what the one that ended raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
