"""One parent (signed in or not) on this device, over one city."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from services.clock import CityClock
from services.display import DisplayKeeper
from services.errors import ServiceError
from services.models import Household
from services.portal.bookings import BookingPart
from services.portal.core import Core, new_key
from services.portal.dashboard import DashboardPart
from services.portal.feed import FeedPart
from services.portal.invoices import InvoicesPart
from services.portal.live import LivePart
from services.portal.messages import MessagesPart
from services.portal.news import NewsPart
from services.portal.notifications import NotificationsPart
from services.portal.procedures import ProceduresPart
from services.portal.profile import ProfilePart
from services.portal.sessions import SessionPart
from services.portal.sheet import SheetPart
from services.portal.typical_weeks import TypicalWeekPart
from services.ports import Backend
from services.presence import Presence
from services.query import Connection, Query, Topic
from services.questions import HOUSEHOLD, Questions
from services.session import Credentials
from services.storage import Storage
from services.vault import Vault

_OF_THIS_DEVICE = frozenset(
    {Topic.SESSION, Topic.UNREAD, Topic.UNREAD_MESSAGES, Topic.DRAFTS, Topic.OUTBOX, Topic.CONNECTION}
)
_READ_TOPICS = tuple(topic for topic in Topic if topic not in _OF_THIS_DEVICE)


class Portal(SessionPart, BookingPart, TypicalWeekPart, DashboardPart):
    """All that the screens ask, one part per block.

    `city` names this city among others on the device; `device` is the random id made at the app's first start.
    `credentials` are those the backend sends; `pause` waits that many seconds.
    Every async method raises ServiceError at most.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        city: str,
        credentials: Credentials,
        clock: CityClock,
        storage: Storage,
        vault: Vault,
        device: str,
        device_name: str = "",
        display: DisplayKeeper | None = None,
        key_maker: Callable[[], str] = new_key,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        presence = Presence(backend, city, credentials, clock, storage, vault, pause)
        core = Core(backend, clock, presence, Questions(presence, clock), key_maker, pause)
        super().__init__(core, device, device_name)
        self.display = display or DisplayKeeper(storage)
        self.feed = FeedPart(core)
        self.live = LivePart(core)
        self.messages = MessagesPart(core)
        self.news = NewsPart(core)
        self.notifications = NotificationsPart(core)
        self.invoices = InvoicesPart(core)
        self.procedures = ProceduresPart(core)
        self.profile = ProfilePart(core)
        self.sheet = SheetPart(core)

    async def restore(self) -> None:
        await self.display.take_up()
        await super().restore()

    # the clock and the network

    def now(self) -> datetime:
        """The city's instant: the last one heard and the time run since; aware, in the town's zone."""
        return self._core.clock.now()

    @property
    def clock_offset(self) -> timedelta:
        """The device's clock minus the city's: beyond 5 minutes it is CLOCK_WRONG."""
        return self._core.clock.offset

    @property
    def connection(self) -> Connection:
        """What the last exchange told."""
        return self._core.exchange.connection

    def subscribe(self, listener: Callable[[Topic], None]) -> Callable[[], None]:
        """Calls `listener` with each topic that changes. Returns what ends it."""
        return self._core.exchange.subscribe(listener)

    async def reconnect(self) -> bool:
        """Asks the city whether it is there; if it is back, all screens ask again and what waits is sent."""
        before = self.connection
        try:
            await self.town.fetch()
        except ServiceError:
            return False
        if before is not Connection.ONLINE:
            self._core.exchange.announce(*_READ_TOPICS)
        return True

    @property
    def unsettled(self) -> bool:
        """Whether going back to the city may change something: it did not answer, or something waits for it."""
        drafts, letters = self._core.presence.mine.drafts, self._core.presence.mine.letters
        typed = (drafts is not None and drafts.stuck) or (letters is not None and letters.sendable)
        submitted = any(not pending.hopeless for pending in self.outbox)
        return (not self.needs_password and (submitted or typed)) or self.connection is not Connection.ONLINE

    # the household

    def household(self) -> Query[Household]:
        households = self._core.backend.households
        return self._core.questions.of("household", Topic.HOUSEHOLD, HOUSEHOLD, households.household)

    # what is remembered, and the end

    async def recall(self, name: str) -> str | None:
        """A note of this account on this device, as JSON text."""
        return await self._core.presence.mine.notes.recall(name)

    def held_note(self, name: str) -> str | None:
        """The note if it is in memory: what the first frame needs is there after `restore`."""
        return self._core.presence.mine.notes.held(name)

    async def remember(self, name: str, value: str | None) -> None:
        """Keeps a note; None forgets it."""
        await self._core.presence.mine.notes.remember(name, value)

    async def settled(self) -> None:
        """Waits for what goes on by itself (sending what waits)."""
        await self._core.presence.settled()

    async def close(self) -> None:
        """Stops sending and lets go of the connections; what waits is on the device."""
        await self._core.presence.stop()
        if self._core.backend.close is not None:
            await self._core.backend.close()
