"""Goes back to the city while something waits or nobody answered, further and further apart."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from services.portal import Portal
from services.query import Topic

FIRST_WAIT = 5.0
LONGEST_WAIT = 60.0


class Courier:
    """Runs beside the screens. `wait` and `dice` (0 to 1) make the pauses, in seconds."""

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
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled. Rests while nothing waits."""
        unsubscribe = self._portal.subscribe(self._hear)
        pause = FIRST_WAIT
        try:
            while True:
                if not self._portal.unsettled:
                    pause = FIRST_WAIT
                    self._woken.clear()
                    await self._woken.wait()
                    continue
                await self._wait(pause * (0.5 + self._dice()))
                pause = min(pause * 2, LONGEST_WAIT)
                if await self._portal.reconnect():
                    await self._portal.send_pending()
                    await self._portal.procedures.send_typed()
                    await self._portal.messages.send_posted()
        finally:
            unsubscribe()

    def _hear(self, topic: Topic) -> None:
        if topic in (Topic.OUTBOX, Topic.DRAFTS, Topic.CONNECTION, Topic.SESSION):
            self._woken.set()
