"""Questions under way: who asks the same meanwhile shares the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class _Flight:
    epoch: int
    task: asyncio.Task[Any]
    waiting: int = 0


class Flights:
    """One request at a time for the same name and epoch. A flight that nobody waits for any more is called off."""

    def __init__(self) -> None:
        self._flights: dict[str, _Flight] = {}

    async def share(self, name: str, epoch: int, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer of the flight under way, or of a new one.

        A flight that left in another epoch may carry what has changed since: it is not joined.
        """
        flight = self._flights.get(name)
        if flight is None or flight.epoch != epoch or flight.task.done():
            flight = _Flight(epoch, asyncio.ensure_future(ask()))
            self._flights[name] = flight
        flight.waiting += 1
        try:
            answer: T = await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if flight.waiting == 0:
                self._land(name, flight)
        return answer

    def _land(self, name: str, flight: _Flight) -> None:
        flight.task.cancel()
        if self._flights.get(name) is flight:
            del self._flights[name]
