"""`Feeds` over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.base import Port
from services.backends.reference.mapping.picking import pick
from services.models.feed import Feed
from services.transport import naming_errors


class ReferenceFeeds(Port):
    """`Feeds`."""

    async def feed(self) -> Feed:
        answer = await self._client.ask("calendar-feed")
        with naming_errors():
            return pick(Feed, answer)

    async def make_feed(self) -> Feed:
        answer = await self._client.write("POST", "calendar-feed", repeatable=False)
        with naming_errors():
            return pick(Feed, answer, url=self._client.transport.whole(str(answer["path"])))

    async def end_feed(self) -> None:
        await self._client.tell("DELETE", "calendar-feed")
