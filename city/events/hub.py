"""Who listens in this process, and waking them: one watcher for all, no database connection per line.

What is kept here may be lost with the process: a device comes back with the id it had, and is told what it missed.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn, alive
from city.database import Database
from city.events.changes import Topic
from city.events.watch import Change, Watch, since, topics_of
from city.notifications.repository import unread_of

log = logging.getLogger("city.events")

_SESSIONS_EVERY = 5
"""Looks between two looks at whether the sessions of the lines still stand."""
_PAUSE_AFTER_FAILURE = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One event: what to ask again, and from which number on a device that comes back has to be told."""

    id: int
    topics: frozenset[Topic]
    unread: int


@dataclass(eq=False)
class Listener:
    """One open line. What it has not read yet is one set of topics, however slowly it reads."""

    me: SignedIn
    waiting: set[Topic] = field(default_factory=set)
    unread: int = 0
    seen: int = 0
    over: bool = False
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Something is waiting."""
        self._rung.set()

    def end(self) -> None:
        """The line is over: what still waits is not told any more."""
        self.over = True
        self._rung.set()

    async def next(self) -> Told | None:
        """What waits, as soon as something does; None once the line is over."""
        await self._rung.wait()
        self._rung.clear()
        if self.over:
            return None
        topics, self.waiting = frozenset(self.waiting), set()
        return Told(self.seen, topics, self.unread)


class Hub:
    """The lines of one process. `seconds` lie between two looks at the database while anybody listens."""

    def __init__(self, database: Database, now: Callable[[], datetime], *, seconds: float) -> None:
        self._database = database
        self._now = now
        self._seconds = seconds
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._watch = Watch()
        self._begun = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def lines_of(self, account_id: str) -> int:
        """How many lines the account has open here."""
        return sum(listener.me.account_id == account_id for listener in self._all())

    async def join(self, listener: Listener, last_id: int | None) -> Told:
        """Begins to listen; answers the first event. `last_id` is the last one had (None: nothing yet)."""
        me = listener.me
        self._listeners[me.household_id].add(listener)
        if self._task is None or self._task.done():
            self._begun.clear()
            self._task = asyncio.create_task(self._run(), name="live events")
        await self._begun.wait()
        settled = self._watch.settled
        async with self._database.transaction() as session:
            missed = await since(session, me.household_id, me.account_id, last_id) if last_id is not None else ()
            unread = (await unread_of(session, [me.account_id]))[me.account_id]
        return Told(settled, frozenset(missed), unread)

    def leave(self, listener: Listener) -> None:
        """The line is closed; harmless twice."""
        household = listener.me.household_id
        self._listeners[household].discard(listener)
        if not self._listeners[household]:
            del self._listeners[household]

    async def close(self) -> None:
        """Ends every line."""
        for listener in self._all():
            listener.end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        looks = 0
        while self._listeners:
            try:
                await self._look(check=looks % _SESSIONS_EVERY == 0)
            except Exception:
                log.exception("the changes could not be looked at; it will be tried again")
                await asyncio.sleep(_PAUSE_AFTER_FAILURE * self._seconds)
            looks += 1
            await asyncio.sleep(self._seconds)

    async def _look(self, *, check: bool) -> None:
        async with self._database.transaction() as session:
            if not self._begun.is_set():
                await self._watch.begin(session)
                self._begun.set()
                return
            changes = await self._watch.look(session)
            if check or any(Topic.SESSION in topics_of([change.topics]) for change in changes):
                await self._end_revoked(session)
            if woken := self._deal(changes):
                await self._ring(session, woken)

    def _deal(self, changes: Iterable[Change]) -> set[Listener]:
        woken: set[Listener] = set()
        for change in changes:
            for listener in self._listeners.get(change.household_id, ()):
                if change.account_id in (None, listener.me.account_id):
                    listener.waiting |= topics_of([change.topics])
                    woken.add(listener)
        return woken

    async def _ring(self, session: AsyncSession, woken: set[Listener]) -> None:
        unread = await unread_of(session, {listener.me.account_id for listener in woken})
        for listener in woken:
            listener.unread, listener.seen = unread[listener.me.account_id], self._watch.settled
            listener.ring()

    async def _end_revoked(self, session: AsyncSession) -> None:
        listeners = self._all()
        standing = await alive(session, {listener.me.session_id for listener in listeners}, self._now())
        for listener in listeners:
            if listener.me.session_id not in standing:
                listener.end()

    def _all(self) -> list[Listener]:
        return [listener for listeners in self._listeners.values() for listener in listeners]
