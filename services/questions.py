"""The questions a parent's screens ask: answered from what the device keeps, then by the city, and kept again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import Calendar, Household, Town
from services.models.dashboard import Dashboard
from services.presence import Belongings, Presence
from services.query import BoundQuery, Copy, Query, Topic
from services.replica import CALENDAR

T = TypeVar("T")

TOWN: TypeAdapter[Town] = TypeAdapter(Town)
HOUSEHOLD: TypeAdapter[Household] = TypeAdapter(Household)
DASHBOARD: TypeAdapter[Dashboard] = TypeAdapter(Dashboard)
_CALENDARS_TAKEN_UP = 3


class Questions:
    """Makes queries for whoever is signed in when the query is made."""

    def __init__(self, presence: Presence, clock: CityClock) -> None:
        self._presence = presence
        self._exchange = presence.exchange
        self._clock = clock

    def town(self, call: Callable[[], Awaitable[Town]]) -> Query[Town]:
        """What the city says of itself; it belongs to no account."""
        shared = self._presence.shared
        replica = shared.replica

        async def ask() -> Copy[Town]:
            town = await self._exchange.ask_public(call)
            self._clock.set_zone(town.time_zone)
            copy = Copy(town, self._clock.now())
            await replica.keep("town", TOWN, copy)
            return copy

        def share() -> Awaitable[Copy[Town]]:
            return shared.flights.share("town", self._exchange.epoch, ask)

        return BoundQuery(
            "town", frozenset(), lambda: replica.held("town", TOWN), lambda: replica.find("town", TOWN), share
        )

    def of(
        self,
        name: str,
        topic: Topic | frozenset[Topic],
        shape: TypeAdapter[T],
        call: Callable[[], Awaitable[T]],
        settle: Callable[[Belongings, Copy[T]], Awaitable[Copy[T]]] | None = None,
    ) -> BoundQuery[T]:
        """A question of the parent signed in now: its copies are theirs, whoever is there when the answer comes.

        `settle` makes of an answer the copy that is kept, and does what else follows from it.
        """
        mine = self._presence.mine
        replica = mine.replica

        async def ask() -> Copy[T]:
            if mine is not self._presence.mine or mine is self._presence.shared:
                raise ServiceError(ErrorKind.SESSION_EXPIRED)
            copy = Copy(await self._exchange.ask(call), self._clock.now())
            if settle is not None:
                copy = await settle(mine, copy)
            await replica.keep(name, shape, copy)
            await self._presence.note_offset()
            return copy

        def share() -> Awaitable[Copy[T]]:
            return mine.flights.share(name, self._exchange.epoch, ask)

        return BoundQuery(
            name,
            frozenset({Topic.SESSION}) | (frozenset({topic}) if isinstance(topic, Topic) else topic),
            lambda: replica.held(name, shape),
            lambda: replica.find(name, shape),
            share,
        )

    def calendar(self, first_day: date, last_day: date, call: Callable[[], Awaitable[Calendar]]) -> Query[Calendar]:
        """Days included. A wider copy answers too while the city is awaited."""
        replica = self._presence.mine.replica
        return replace(
            self.of(f"calendar:{first_day}:{last_day}", Topic.CALENDAR, CALENDAR, call),
            recall=lambda: replica.held_covering(first_day, last_day),
            read=lambda: replica.covering(first_day, last_day),
        )

    async def take_up(self) -> None:
        """Reads into memory what the first page shows, so that its first frame is the page and not its shape."""
        mine = self._presence.mine
        if mine is not self._presence.shared:
            await mine.replica.find("household", HOUSEHOLD)
            await mine.replica.take_up_calendars(_CALENDARS_TAKEN_UP)
            dashboard = await mine.replica.find("dashboard", DASHBOARD)
            if dashboard is not None:
                self._presence.count_unread(mine, dashboard.value.unread)
                messages = dashboard.value.messages
                if messages is not None and messages.value is not None:
                    self._presence.count_messages(mine, messages.value.unread)
