"""A guardian's calendar for other programs."""

from __future__ import annotations

from typing import Protocol

from services.models.feed import Feed


class Feeds(Protocol):
    async def feed(self) -> Feed:
        """Whether there is an address. Harmless to repeat."""
        ...

    async def make_feed(self) -> Feed:
        """A new address, told this once in `url`; the one of before answers no more."""
        ...

    async def end_feed(self) -> None:
        """No address any more. Harmless to repeat."""
        ...
