"""Pauses that last until the test lets them pass."""

from __future__ import annotations

import asyncio


class Pauses:
    """`asked`: the seconds of each pause, in order. Each item put into `passing` lets one pass."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[float] = asyncio.Queue()
        self.passing: asyncio.Queue[None] = asyncio.Queue()

    async def wait(self, seconds: float) -> None:
        self.asked.put_nowait(seconds)
        await self.passing.get()

    async def over(self) -> float:
        """Waits for the next pause and lets it pass. Its seconds."""
        seconds = await self.asked.get()
        self.passing.put_nowait(None)
        return seconds
