"""Every question to the city passes here: who may ask, what its answer says of the network and of the session."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from services.errors import ErrorKind, ServiceError
from services.query import Connection, Topic
from services.session import Credentials

_log = logging.getLogger(__name__)
R = TypeVar("R")

_CONNECTION = {ErrorKind.OFFLINE: Connection.OFFLINE, ErrorKind.CITY_DOWN: Connection.CITY_DOWN}


class Exchange:
    """Asks, and tells the listeners what changed by it."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials
        self.connection = Connection.ONLINE
        self.needs_password = False
        self.epoch = 0
        self.when_back: Callable[[], None] = lambda: None
        self.when_expired: Callable[[], Awaitable[None]] | None = None
        self._listeners: list[Callable[[Topic], None]] = []

    def subscribe(self, listener: Callable[[Topic], None]) -> Callable[[], None]:
        """Calls `listener` with each topic that changes, until the returned function is called."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, *topics: Topic) -> None:
        """Begins a new epoch: what was asked before may be old. A listener that fails holds nobody back."""
        self.epoch += 1
        for topic in topics:
            for listener in tuple(self._listeners):
                try:
                    listener(topic)
                except Exception:
                    _log.exception("a listener failed on %s", topic)

    async def ask_public(self, call: Callable[[], Awaitable[R]]) -> R:
        """A question that needs no session. Raises ServiceError only."""
        try:
            answer = await call()
        except ServiceError as error:
            self._met(error.kind)
            raise
        except Exception as error:
            _log.exception("a backend failed in an unnamed way")
            raise ServiceError(ErrorKind.UNEXPECTED) from error
        self._set_connection(Connection.ONLINE)
        return answer

    async def ask(self, call: Callable[[], Awaitable[R]]) -> R:
        """A question of the signed-in parent. SESSION_EXPIRED at once when a password is awaited.

        An answer that comes when another session has begun is nobody's: SESSION_EXPIRED for the asker alone.
        """
        token = self.credentials.token
        if token is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED)
        try:
            answer = await self.ask_public(call)
        except ServiceError as error:
            await self.met_as(token, error)
            raise
        if self.credentials.token != token:
            raise ServiceError(ErrorKind.SESSION_EXPIRED)
        return answer

    async def met_as(self, token: str, error: ServiceError) -> None:
        """What was asked with that token met `error`: if the session has ended, so it is known here."""
        if error.kind is not ErrorKind.SESSION_EXPIRED or self.credentials.token != token:
            return
        self.credentials.token = None
        self.needs_password = True
        if self.when_expired is not None:
            await self.when_expired()
        self.announce(Topic.SESSION)

    def _met(self, kind: ErrorKind) -> None:
        if kind is not ErrorKind.UNEXPECTED:
            self._set_connection(_CONNECTION.get(kind, Connection.ONLINE))

    def _set_connection(self, connection: Connection) -> None:
        before, self.connection = self.connection, connection
        if before is connection:
            return
        self.announce(Topic.CONNECTION)
        if connection is Connection.ONLINE:
            self.when_back()
