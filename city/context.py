"""What an endpoint asks for: its transaction, the clock's instant, the town, who is signed in.

`session: Transaction, town: TheTown, now: ReceivedAt, me: Current` in an endpoint's parameters is all it takes.
A `GET` and what is marked `@reads_only` run in a reading transaction, everything else in a writing one; it is
committed before the answer leaves.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn, recognise, renew
from city.clock import Clock
from city.database import Database
from city.errors import SessionExpired
from city.events.hub import Hub
from city.payments.bank import Bank
from city.settings import Settings
from city.towns import Town

__all__ = [
    "City",
    "Current",
    "ReceivedAt",
    "SignedIn",
    "SignedInBriefly",
    "TheBank",
    "TheClock",
    "TheDatabase",
    "TheHub",
    "TheNow",
    "TheSettings",
    "TheTown",
    "Transaction",
    "reads_only",
]

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
_READS_ONLY = "city_reads_only"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_bearer = HTTPBearer(auto_error=False, description="The token of `POST /api/v1/sessions`.")


def reads_only(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint that changes nothing although it is a `POST`: nobody waits for it."""
    setattr(endpoint, _READS_ONLY, True)
    return endpoint


def _writes(request: Request) -> bool:
    return request.method not in _SAFE_METHODS and not hasattr(request.scope["endpoint"], _READS_ONLY)


@dataclass(frozen=True, slots=True)
class City:
    """What the whole application holds, set once in `create_app`."""

    town: Town
    database: Database
    clock: Clock
    settings: Settings
    bank: Bank
    hub: Hub

    def now(self) -> datetime:
        """The instant, in the town's time."""
        return self.clock.now().astimezone(self.town.time_zone)


def _city(request: Request) -> City:
    found = request.app.state.city
    assert isinstance(found, City)
    return found


async def _town(request: Request) -> Town:
    return _city(request).town


async def _database(request: Request) -> Database:
    return _city(request).database


async def _clock(request: Request) -> Clock:
    return _city(request).clock


async def _settings(request: Request) -> Settings:
    return _city(request).settings


async def _bank(request: Request) -> Bank:
    return _city(request).bank


async def _received_at(request: Request) -> datetime:
    """The body has been read when dependencies are solved: this instant decides the whole request."""
    return _city(request).now()


async def _hub(request: Request) -> Hub:
    return _city(request).hub


async def _now(request: Request) -> Callable[[], datetime]:
    return _city(request).now


TheTown = Annotated[Town, Depends(_town)]
TheDatabase = Annotated[Database, Depends(_database)]
TheClock = Annotated[Clock, Depends(_clock)]
TheSettings = Annotated[Settings, Depends(_settings)]
TheBank = Annotated[Bank, Depends(_bank)]
ReceivedAt = Annotated[datetime, Depends(_received_at)]
TheHub = Annotated[Hub, Depends(_hub)]
TheNow = Annotated[Callable[[], datetime], Depends(_now)]
"""For what lasts longer than a request: the instant each time it is asked."""


async def _transaction(request: Request, database: TheDatabase, _received: ReceivedAt) -> AsyncIterator[AsyncSession]:
    async with database.transaction(write=_writes(request)) as session:
        yield session


Transaction = Annotated[AsyncSession, Depends(_transaction, scope="function")]


async def _signed_in(
    request: Request,
    session: Transaction,
    database: TheDatabase,
    now: ReceivedAt,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> SignedIn:
    found = await recognise(session, credentials.credentials, now) if credentials else None
    if found is None:
        raise SessionExpired(headers={"WWW-Authenticate": "Bearer"})
    if found.due_for_renewal(now):
        if _writes(request):
            await renew(session, found.session_id, now)
        else:
            async with database.transaction(write=True) as writing:
                await renew(writing, found.session_id, now)
    return found


async def _signed_in_briefly(
    database: TheDatabase,
    now: ReceivedAt,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> SignedIn:
    async with database.transaction() as session:
        found = await recognise(session, credentials.credentials, now) if credentials else None
    if found is None:
        raise SessionExpired(headers={"WWW-Authenticate": "Bearer"})
    if found.due_for_renewal(now):
        async with database.transaction(write=True) as session:
            await renew(session, found.session_id, now)
    return found


SignedInBriefly = Annotated[SignedIn, Depends(_signed_in_briefly)]
"""Like `Current`, for what waits for others outside of any transaction: an endpoint that opens its own, briefly."""

Current = Annotated[SignedIn, Depends(_signed_in, scope="function")]
