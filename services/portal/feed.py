"""« Mon agenda »: the address of the household's calendar."""

from __future__ import annotations

from pydantic import TypeAdapter

from services.models.feed import Feed
from services.portal.core import Part, needed
from services.ports import Feeds
from services.query import Query, Topic

_FEED: TypeAdapter[Feed] = TypeAdapter(Feed)


class FeedPart(Part):
    """`portal.feed`. NOT_FOUND where the city has no such thing."""

    @property
    def offered(self) -> bool:
        """Whether the city has such a thing."""
        return self._core.backend.feeds is not None

    def read(self) -> Query[Feed]:
        """Whether there is an address; never the address, which nobody keeps."""
        return self._core.questions.of("feed", Topic.PROFILE, _FEED, lambda: self._port.feed())

    async def make(self) -> str:
        """A new address; that of before answers no more."""
        made = await self._core.exchange.ask(lambda: self._port.make_feed())
        self._core.exchange.announce(Topic.PROFILE)
        return made.url or ""

    async def end(self) -> None:
        """No address any more."""
        await self._core.exchange.ask(lambda: self._port.end_feed())
        self._core.exchange.announce(Topic.PROFILE)

    @property
    def _port(self) -> Feeds:
        return needed(self._core.backend.feeds)
