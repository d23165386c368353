"""What a screen asks for: a value with its age, from the device at once and from the city when it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Topic(StrEnum):
    """What may have changed; queries name the topics that make them ask again.

    UNREAD (the bell's count), UNREAD_MESSAGES, DRAFTS, OUTBOX and CONNECTION tell of this device: nobody asks the city
    again for them.
    """

    SESSION = "session"
    HOUSEHOLD = "household"
    CALENDAR = "calendar"
    RECEIPTS = "receipts"
    TYPICAL_WEEKS = "typical_weeks"
    NOTIFICATIONS = "notifications"
    UNREAD = "unread"
    UNREAD_MESSAGES = "unread_messages"
    MESSAGES = "messages"
    INVOICES = "invoices"
    PROCEDURES = "procedures"
    DRAFTS = "drafts"
    NEWS = "news"
    REGISTRATIONS = "registrations"
    SHEET = "sheet"
    PROFILE = "profile"
    OUTBOX = "outbox"
    CONNECTION = "connection"


class Connection(StrEnum):
    """What the last exchange with the city told."""

    ONLINE = "online"
    OFFLINE = "offline"
    CITY_DOWN = "city_down"


@dataclass(frozen=True, slots=True)
class Copy(Generic[T_co]):
    """A value and the city's instant at which it was true."""

    value: T_co
    as_of: datetime


class Query(Protocol[T_co]):
    """One question to the city. Two queries of the same `key` are the same question."""

    @property
    def key(self) -> str:
        """Stable, e.g. "calendar:2026-11-23:2026-11-29"."""
        ...

    @property
    def topics(self) -> frozenset[Topic]:
        """Changes that make the answer old."""
        ...

    def held(self) -> Copy[T_co] | None:
        """The last known copy if it is in memory: what a screen may draw at once, without waiting for the device."""
        ...

    async def copy(self) -> Copy[T_co] | None:
        """The last known copy on this device, or None. Never raises."""
        ...

    async def fetch(self) -> Copy[T_co]:
        """Asks the city and keeps the copy. Raises ServiceError."""
        ...


@dataclass(frozen=True, slots=True)
class BoundQuery(Generic[T_co]):
    """A `Query` made of three callables."""

    key: str
    topics: frozenset[Topic]
    recall: Callable[[], Copy[T_co] | None]
    read: Callable[[], Awaitable[Copy[T_co] | None]]
    ask: Callable[[], Awaitable[Copy[T_co]]]

    def held(self) -> Copy[T_co] | None:
        return self.recall()

    async def copy(self) -> Copy[T_co] | None:
        return await self.read()

    async def fetch(self) -> Copy[T_co]:
        return await self.ask()
