"""Who is here on this device: the account, what is kept of it, and the coming and going of sessions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from services.clock import CityClock
from services.drafts import DraftKeeper
from services.drafts.shelf import Shelf
from services.errors import ServiceError
from services.exchange import Exchange
from services.flights import Flights
from services.letters import LetterKeeper
from services.letters.box import LetterBox
from services.models.household import Account, Session
from services.notes import Notes
from services.outbox import Outbox
from services.ports import Backend
from services.query import Topic
from services.replica import Replica
from services.sender import Sender
from services.session import Credentials, SessionKeeper
from services.storage import Storage, StorageError
from services.vault import Vault

_log = logging.getLogger(__name__)
_OFFSET_STEP = timedelta(minutes=1)
_LAST_WORDS = 3.0
"""Seconds that signing out waits for the city to take what was typed."""


class Belongings:
    """What this device keeps of one account (or of the town): nobody else's copies are ever under its scope.

    `unread` counts its notifications, `unread_messages` what the city wrote to it; `last_event` is where its live line
    was left.
    """

    def __init__(self, storage: Storage, scope: str) -> None:
        self.replica = Replica(storage, scope)
        self.outbox = Outbox(storage, scope)
        self.notes = Notes(storage, scope)
        self.flights = Flights()
        self.sender: Sender | None = None
        self.drafts: DraftKeeper | None = None
        self.letters: LetterKeeper | None = None
        self.unread = 0
        self.unread_messages = 0
        self.last_event: str | None = None

    async def forget(self) -> None:
        """Copies and notes go; what was submitted and not answered stays until it is."""
        try:
            await self.replica.forget()
            await self.notes.forget()
            if self.drafts is not None:
                await self.drafts.shelf.forget()
            if self.letters is not None:
                await self.letters.box.forget_unposted()
        except StorageError:
            _log.error("what was kept could not be forgotten", exc_info=True)


class Presence:
    """The account of the moment. `shared` holds what belongs to no account, `mine` what belongs to this one."""

    def __init__(
        self,
        backend: Backend,
        city: str,
        credentials: Credentials,
        clock: CityClock,
        storage: Storage,
        vault: Vault,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.exchange = Exchange(credentials)
        self.account: Account | None = None
        self.shared = Belongings(storage, f"{city}/")
        self.mine = self.shared
        self._backend = backend
        self._city = city
        self._clock = clock
        self._storage = storage
        self._pause = pause
        self._keeper = SessionKeeper(storage, vault, city)
        self._offset: timedelta | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.exchange.when_expired = self._keeper.drop_token
        self.exchange.when_back = self.send_later

    async def restore(self) -> None:
        """Who was here last, what waits, the token if the vault still has it."""
        await self._recall_offset()
        account = await self._keeper.account()
        if account is None:
            return
        await self._enter(account)
        self.exchange.credentials.token = await self._keeper.token(account)
        self.exchange.needs_password = self.exchange.credentials.token is None
        self.exchange.announce(Topic.SESSION)
        self.send_later()

    async def begin(self, session: Session) -> None:
        """A session has begun. The same account as before finds all as it left it."""
        if self.account is None or self.account.id != session.account.id:
            await self._enter(session.account)
        self.account = session.account
        self.exchange.credentials.token = session.token
        self.exchange.needs_password = False
        await self._keeper.keep(session)
        await self.note_offset()
        self.exchange.announce(Topic.SESSION)
        self.send_later()

    async def leave(self) -> None:
        """Signed out: what was typed goes to the city if it answers soon; this device forgets, then tells the city."""
        token = self.exchange.credentials.token
        if self.mine.drafts is not None:
            await self._last_words(self.mine.drafts)
        mine, self.mine, self.account = self.mine, self.shared, None
        self.exchange.needs_password = False
        await self._keeper.forget()
        if mine is not self.shared:
            await mine.forget()
        self.exchange.announce(Topic.SESSION)
        try:
            if token is not None:
                await self.exchange.ask_public(self._backend.accounts.sign_out)
        except ServiceError as error:
            _log.info("signed out on this device only: %s", error.kind)
        finally:
            if self.exchange.credentials.token == token:
                self.exchange.credentials.token = None

    async def _last_words(self, drafts: DraftKeeper) -> None:
        await drafts.stop()
        if not drafts.sendable or self.exchange.credentials.token is None:
            return
        works = [asyncio.ensure_future(drafts.send_all()), asyncio.ensure_future(self._pause(_LAST_WORDS))]
        try:
            await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for work in works:
                work.cancel()
            await asyncio.gather(*works, return_exceptions=True)

    async def rename(self, email: str) -> None:
        """The city knows this account by another address now: what it is asked by here follows."""
        if self.account is None or self.account.email == email:
            return
        self.account = self.account.model_copy(update={"email": email})
        await self._keeper.keep_account(self.account)
        self.exchange.announce(Topic.SESSION)

    def send_later(self) -> None:
        """Sends what waits without making anyone wait for it."""
        if self.exchange.credentials.token is None:
            return
        sender, drafts = self.mine.sender, self.mine.drafts
        if sender is not None and self.mine.outbox.items:
            self._in_background(sender.send_pending())
        if drafts is not None and drafts.sendable:
            self._in_background(drafts.send_all())
        if self.mine.letters is not None and self.mine.letters.sendable:
            self._in_background(self.mine.letters.send_all())

    def count_unread(self, mine: Belongings, unread: int) -> None:
        """The city has counted that account's unread notifications."""
        before, mine.unread = mine.unread, unread
        if before != unread and mine is self.mine:
            self.exchange.announce(Topic.UNREAD)

    def count_messages(self, mine: Belongings, unread: int) -> None:
        """The city has counted the messages that account has not read."""
        before, mine.unread_messages = mine.unread_messages, unread
        if before != unread and mine is self.mine:
            self.exchange.announce(Topic.UNREAD_MESSAGES)

    async def settled(self) -> None:
        """Waits for what goes on by itself."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Stops what goes on by itself; the next start takes it up."""
        if self.mine.drafts is not None:
            await self.mine.drafts.stop()
        for task in tuple(self._tasks):
            task.cancel()
        await self.settled()

    async def note_offset(self) -> None:
        """Remembers how far the device's clock is from the city's, for a start without network."""
        offset = self._clock.offset
        if not self._clock.heard or (self._offset is not None and abs(offset - self._offset) < _OFFSET_STEP):
            return
        self._offset = offset
        await self.shared.notes.remember("clock-offset", str(offset.total_seconds()))

    async def _recall_offset(self) -> None:
        kept = await self.shared.notes.recall("clock-offset")
        try:
            if kept is not None:
                self._clock.assume_offset(timedelta(seconds=float(kept)))
        except (ValueError, OverflowError):
            _log.warning("the kept clock offset cannot be read")

    async def _enter(self, account: Account) -> None:
        mine = Belongings(self._storage, f"{self._city}/{account.id}")
        await mine.outbox.load()
        if self._backend.bookings is not None:
            mine.sender = Sender(mine.outbox, mine.replica, self.exchange, self._clock, self._backend.bookings)
        if self._backend.procedures is not None:
            shelf = Shelf(self._storage, f"{self._city}/{account.id}")
            await shelf.load()
            mine.drafts = DraftKeeper(shelf, self.exchange, self._backend.procedures, self._pause)
        if self._backend.messages is not None:
            box = LetterBox(self._storage, f"{self._city}/{account.id}")
            await box.load()
            mine.letters = LetterKeeper(box, self.exchange, self._backend.messages, self._clock)
        if self.mine.drafts is not None:
            await self.mine.drafts.stop()
        self.account, self.mine = account, mine

    def _in_background(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("sending what waits failed", exc_info=error)
