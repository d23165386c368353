"""What the city tells by itself, as far as one open line goes; `services/live.py` keeps opening it."""

from __future__ import annotations

from contextlib import aclosing

from services.errors import ErrorKind, ServiceError
from services.models.notification import LiveEvent, LiveTopic
from services.portal.core import Part, needed
from services.presence import Belongings
from services.query import Topic

_TOPICS: dict[LiveTopic, tuple[Topic, ...]] = {
    LiveTopic.NOTIFICATIONS: (Topic.NOTIFICATIONS,),
    LiveTopic.MESSAGES: (Topic.MESSAGES,),
    LiveTopic.INVOICES: (Topic.INVOICES,),
    LiveTopic.PROCEDURES: (Topic.PROCEDURES,),
    LiveTopic.BOOKINGS: (Topic.CALENDAR, Topic.RECEIPTS),
    LiveTopic.NEWS: (Topic.NEWS,),
    LiveTopic.HOUSEHOLD: (Topic.HOUSEHOLD, Topic.SHEET),
    LiveTopic.REGISTRATIONS: (Topic.REGISTRATIONS, Topic.HOUSEHOLD, Topic.CALENDAR),
    LiveTopic.SESSION: (Topic.PROFILE,),
}


class LivePart(Part):
    """`portal.live`."""

    @property
    def possible(self) -> bool:
        """Somebody is signed in, and the city's software can tell by itself."""
        return self._core.backend.live is not None and self._core.exchange.credentials.token is not None

    async def follow(self) -> bool:
        """Listens on one line and announces what changes, until the city closes it. Whether anything was told.

        Raises ServiceError; SESSION_EXPIRED is then known to the whole portal.
        """
        mine, exchange = self._core.presence.mine, self._core.exchange
        token = exchange.credentials.token
        if token is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED)
        told = False
        try:
            async with aclosing(needed(self._core.backend.live).events(mine.last_event)) as events:
                async for event in events:
                    told = True
                    self._hear(mine, event)
        except ServiceError as error:
            await exchange.met_as(token, error)
            if told and error.kind in (ErrorKind.OFFLINE, ErrorKind.CITY_DOWN):
                return True
            raise
        return told

    def _hear(self, mine: Belongings, event: LiveEvent) -> None:
        if mine is not self._core.presence.mine:
            return
        mine.last_event = event.id or mine.last_event
        if event.unread is not None:
            self._core.presence.count_unread(mine, event.unread)
        changed = dict.fromkeys(topic for told in event.topics for topic in _TOPICS[told])
        if changed:
            self._core.exchange.announce(*changed)
