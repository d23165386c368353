"""All that the screens ask: one parent (signed in or not) on this device, over one city."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import (
    Account,
    Calendar,
    Household,
    PatternPreview,
    Preview,
    Receipt,
    ReceiptPage,
    Submission,
    Town,
    TypicalWeek,
)
from services.models.submission import Line
from services.outbox import Pending
from services.ports import Backend, Bookings, TypicalWeeks
from services.presence import Presence
from services.query import Connection, Copy, Query, Topic
from services.questions import HOUSEHOLD, Questions
from services.sender import RECEIPT, Kept, Sent
from services.session import Credentials
from services.storage import Storage
from services.vault import Vault

__all__ = ["Connection", "Copy", "Kept", "Pending", "Portal", "Query", "Sent", "Topic"]

_RECEIPTS: TypeAdapter[ReceiptPage] = TypeAdapter(ReceiptPage)
_WEEKS: TypeAdapter[tuple[TypicalWeek, ...]] = TypeAdapter(tuple[TypicalWeek, ...])
_READ_TOPICS = (Topic.HOUSEHOLD, Topic.CALENDAR, Topic.RECEIPTS, Topic.TYPICAL_WEEKS)


def new_key() -> str:
    """A random idempotency key."""
    return uuid.uuid4().hex


class Portal:
    """One signed-in (or not) parent on this device, over one city.

    `city` names this city among others on the device; `device` is the random id made at the app's first start.
    `credentials` are those the backend sends. Every async method raises ServiceError at most.
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
        key_maker: Callable[[], str] = new_key,
    ) -> None:
        self._backend = backend
        self._clock = clock
        self._device = (device, device_name)
        self._key_maker = key_maker
        self._presence = Presence(backend, city, credentials, clock, storage, vault)
        self._exchange = self._presence.exchange
        self._questions = Questions(self._presence, clock)

    # the clock and the network

    def now(self) -> datetime:
        """The city's instant: the last one heard and the time run since; aware, in the town's zone."""
        return self._clock.now()

    @property
    def clock_offset(self) -> timedelta:
        """The device's clock minus the city's: beyond 5 minutes it is CLOCK_WRONG."""
        return self._clock.offset

    @property
    def connection(self) -> Connection:
        """What the last exchange told."""
        return self._exchange.connection

    def subscribe(self, listener: Callable[[Topic], None]) -> Callable[[], None]:
        """Calls `listener` with each topic that changes. Returns what ends it."""
        return self._exchange.subscribe(listener)

    async def reconnect(self) -> bool:
        """Asks the city whether it is there; if it is back, all screens ask again and what waits is sent."""
        before = self.connection
        try:
            await self.town.fetch()
        except ServiceError:
            return False
        if before is not Connection.ONLINE:
            self._exchange.announce(*_READ_TOPICS)
        return True

    @property
    def unsettled(self) -> bool:
        """Whether going back to the city may change something: it did not answer, or something waits for it."""
        sendable = not self.needs_password and any(not pending.hopeless for pending in self.outbox)
        return sendable or self.connection is not Connection.ONLINE

    # the session

    @property
    def account(self) -> Account | None:
        """Who is signed in; None = signed out."""
        return self._presence.account

    @property
    def needs_password(self) -> bool:
        """The session has ended and everything is kept: the screens ask the password over the page."""
        return self._exchange.needs_password

    async def restore(self) -> None:
        """At start: who was here, what waits, the token from the vault. Never raises."""
        town = await self.town.copy()
        if town is not None:
            self._clock.set_zone(town.value.time_zone)
        await self._presence.restore()
        await self._questions.take_up()

    async def sign_in(self, email: str, password: str) -> None:
        """Raises INVALID_CREDENTIALS, SLOW_DOWN. The same parent again finds all as it was, and what waits goes."""
        accounts = self._backend.accounts
        await self._presence.begin(
            await self._exchange.ask_public(lambda: accounts.sign_in(email, password, *self._device))
        )

    async def accept_invitation(self, link_token: str, password: str) -> None:
        """First sign-in. Raises LINK_EXPIRED, WEAK_PASSWORD."""
        accounts = self._backend.accounts
        await self._presence.begin(
            await self._exchange.ask_public(lambda: accounts.accept_invitation(link_token, password, *self._device))
        )

    async def sign_out(self) -> None:
        """Forgets token, copies and notes of this account, then tells the city if it can. Refuses nothing."""
        await self._presence.leave()

    async def ask_password_reset(self, email: str) -> None:
        """A link is sent if the address is known; nobody learns whether it is."""
        await self._exchange.ask_public(lambda: self._backend.accounts.ask_password_reset(email))

    async def reset_password(self, link_token: str, password: str) -> None:
        """Raises LINK_EXPIRED, WEAK_PASSWORD."""
        await self._exchange.ask_public(lambda: self._backend.accounts.reset_password(link_token, password))

    # what is read

    @property
    def town(self) -> Query[Town]:
        """What the city says of itself."""
        return self._questions.town(self._backend.accounts.town)

    def household(self) -> Query[Household]:
        return self._questions.of("household", Topic.HOUSEHOLD, HOUSEHOLD, self._backend.households.household)

    def calendar(self, first_day: date, last_day: date) -> Query[Calendar]:
        """Days included, at most 400. A wider copy answers too while the city is awaited."""
        return self._questions.calendar(first_day, last_day, lambda: self._bookings.calendar(first_day, last_day))

    def receipts(self, search: str = "", cursor: str | None = None) -> Query[ReceiptPage]:
        name = f"receipts:{search}:{cursor or ''}"
        return self._questions.of(name, Topic.RECEIPTS, _RECEIPTS, lambda: self._bookings.receipts(cursor, search))

    def receipt(self, number: str) -> Query[Receipt]:
        return self._questions.of(f"receipt:{number}", Topic.RECEIPTS, RECEIPT, lambda: self._bookings.receipt(number))

    def typical_weeks(self) -> Query[tuple[TypicalWeek, ...]]:
        return self._questions.of("typical_weeks", Topic.TYPICAL_WEEKS, _WEEKS, lambda: self._patterns.typical_weeks())

    # what is written

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        """The verdicts and the price these lines would get now."""
        return await self._exchange.ask(lambda: self._bookings.preview(lines))

    async def submit(self, lines: tuple[Line, ...]) -> Sent | Kept:
        """Sends the choice, or keeps it until the city answers. Raises ServiceError for what can never succeed."""
        if self._presence.mine.sender is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED if self._presence.account is None else ErrorKind.NOT_FOUND)
        outcome = await self._presence.mine.sender.submit(Submission(key=self._key_maker(), lines=lines))
        await self._presence.note_offset()
        return outcome

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self._exchange.ask(lambda: self._patterns.save_typical_week(week))
        self._exchange.announce(Topic.TYPICAL_WEEKS)

    async def delete_typical_week(self, week_id: str) -> None:
        await self._exchange.ask(lambda: self._patterns.delete_typical_week(week_id))
        self._exchange.announce(Topic.TYPICAL_WEEKS)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        """The difference the pattern would make over the period, days included."""
        return await self._exchange.ask(
            lambda: self._patterns.preview_typical_week(week_id, first_day, last_day, cancel_others=cancel_others)
        )

    # what waits, and what is remembered

    @property
    def outbox(self) -> tuple[Pending, ...]:
        """What this account submitted and the city has not answered, oldest first."""
        return self._presence.mine.outbox.items

    async def send_pending(self) -> tuple[Receipt, ...]:
        """Sends what waits, in order. The receipts that came."""
        return await self._presence.mine.sender.send_pending() if self._presence.mine.sender is not None else ()

    async def discard_pending(self, key: str) -> None:
        """The parent gives up a submission that waits (`Pending.hopeless`: it can never succeed)."""
        if self._presence.mine.sender is not None:
            await self._presence.mine.sender.discard(key)

    async def recall(self, name: str) -> str | None:
        """A note of this account on this device, as JSON text."""
        return await self._presence.mine.notes.recall(name)

    async def remember(self, name: str, value: str | None) -> None:
        """Keeps a note; None forgets it."""
        await self._presence.mine.notes.remember(name, value)

    async def settled(self) -> None:
        """Waits for what goes on by itself (sending what waits)."""
        await self._presence.settled()

    async def close(self) -> None:
        """Stops sending and lets go of the connections; what waits is on the device."""
        await self._presence.stop()
        if self._backend.close is not None:
            await self._backend.close()

    # inside

    @property
    def _bookings(self) -> Bookings:
        if self._backend.bookings is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self._backend.bookings

    @property
    def _patterns(self) -> TypicalWeeks:
        if self._backend.typical_weeks is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self._backend.typical_weeks
