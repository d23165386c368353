"""`Feeds` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.clock import CityClock
from services.models.feed import Feed
from services.session import Credentials
from tests.fakes.city.base import FakeGround


class FakeFeeds(FakeGround):
    """`feed_urls` are the addresses made, the last one good unless it was ended."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.kept_feed: list[datetime] = []
        self.feed_urls: list[str] = []

    async def feed(self) -> Feed:
        await self.admit("feed")
        return Feed(made_at=self.feed_made_at)

    @property
    def feed_made_at(self) -> datetime | None:
        return self.kept_feed[-1] if self.kept_feed else None

    async def make_feed(self) -> Feed:
        await self.admit("make_feed")
        self.kept_feed.append(self.now())
        self.feed_urls.append(f"https://ville.exemple.fr/api/v1/calendar-feed/secret-{len(self.feed_urls) + 1}.ics")
        return Feed(made_at=self.feed_made_at, url=self.feed_urls[-1])

    async def end_feed(self) -> None:
        await self.admit("end_feed")
        self.kept_feed.clear()
