"""Where the contract is run: each place opens the same ports over something else."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import httpx
import uvicorn

from city.accounts.links import invite
from city.accounts.repository import by_email
from city.database import Database
from city.towns import Town
from services.backends.registry import open_backend
from services.clock import CityClock
from services.ports import Backend, Bookings, TypicalWeeks
from services.session import Credentials
from services.transport import Transport
from tests.city.city import SETTINGS, START, City
from tests.city.databases import SqliteStore
from tests.city.people import GUARDIANS, PASSWORD, settle
from tests.fakes import builders
from tests.fakes.city import FakeCity
from tests.fakes.portal import FixedTime

R = TypeVar("R")
NEW_PASSWORD = "un-verger-de-mirabelles"
_LINK = re.compile(r"https?://\S+/(\S+)")


@dataclass
class Phone:
    """One device of one parent: its ports, its token, its idea of the city's clock."""

    backend: Backend
    credentials: Credentials
    clock: CityClock

    @property
    def bookings(self) -> Bookings:
        assert self.backend.bookings is not None
        return self.backend.bookings

    @property
    def typical_weeks(self) -> TypicalWeeks:
        assert self.backend.typical_weeks is not None
        return self.backend.typical_weeks

    async def close(self) -> None:
        if self.backend.close is not None:
            await self.backend.close()


class Place(Protocol):
    """A city somewhere. `email` and `password` are those of a parent of several children."""

    email: str
    password: str

    def phone(self) -> Phone:
        """A device, signed out."""
        ...

    async def end_sessions(self) -> None:
        """Every session ends at the city."""
        ...

    async def reset_link(self) -> str:
        """The link of the last reset mail, asked for already."""
        ...

    async def invitation_link(self) -> str:
        """A fresh invitation of that parent."""
        ...


@dataclass
class FakePlace:
    email: str = builders.EMAIL
    password: str = builders.PASSWORD
    time: FixedTime = field(default_factory=FixedTime)
    city: FakeCity | None = None

    def phone(self) -> Phone:
        clock, credentials = self.time.clock(), Credentials()
        if self.city is None:
            self.city = FakeCity(clock, credentials, self.time.city)
        else:
            self.city = self.city.beside(clock, credentials)
        return Phone(self.city.backend, credentials, clock)

    async def end_sessions(self) -> None:
        assert self.city is not None
        self.city.end_sessions()

    async def reset_link(self) -> str:
        return self._link()

    async def invitation_link(self) -> str:
        return self._link()

    def _link(self) -> str:
        assert self.city is not None
        link = f"link-{len(self.city.links)}"
        self.city.links[link] = builders.account()
        return link


@dataclass
class CityPlace:
    """The reference city. `run` does something where the city lives (its own thread, over HTTP)."""

    city: City
    url: str
    inner: httpx.AsyncBaseTransport | None
    run: Callable[[Awaitable[Any]], Awaitable[Any]]
    email: str = GUARDIANS["camille"].email
    password: str = PASSWORD

    def phone(self) -> Phone:
        clock, credentials = CityClock(), Credentials()
        transport = Transport(self.url, credentials=credentials, clock=clock, inner=self.inner)
        return Phone(open_backend("reference", self.city.town.id, transport), credentials, clock)

    async def end_sessions(self) -> None:
        self.city.clock.advance(days=91)

    async def reset_link(self) -> str:
        await self.run(self.city.run_jobs())
        found = _LINK.search(self.city.mailbox.mails[-1].text)
        assert found is not None
        return found[1]

    async def invitation_link(self) -> str:
        link: str = await self.run(self._invite())
        return link

    async def _invite(self) -> str:
        async with self.city.database.transaction(write=True) as session:
            account = await by_email(session, self.email)
            assert account is not None
            return await invite(
                session,
                account,
                town_name=self.city.town.name,
                public_url=SETTINGS.public_url,
                now=self.city.clock.now(),
            )


async def settled_city(store: SqliteStore, folder: Path, town: Town) -> City:
    """A city with its people, whose database belongs to the caller's event loop."""
    database = await store.fresh(folder)
    async with database.transaction(write=True) as session:
        await settle(session, town)
    return City(town, database)


class CityServer:
    """The city over real HTTP, in a thread with an event loop of its own, on a port of its own."""

    def __init__(self, store: SqliteStore, folder: Path, town: Town) -> None:
        self._make = partial(settled_city, store, folder, town)
        self._started: Future[tuple[City, int]] = Future()
        self._loop = asyncio.new_event_loop()
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._live, name="city")

    async def start(self) -> CityPlace:
        self._thread.start()
        city, port = await asyncio.wrap_future(self._started)
        return CityPlace(city, f"http://127.0.0.1:{port}", None, self.run)

    async def run(self, work: Awaitable[R]) -> R:
        """Awaits `work` in the city's thread."""

        async def there() -> R:
            return await work

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(there(), self._loop))

    async def stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True
        await asyncio.to_thread(self._thread.join)

    def _live(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            if not self._started.done():
                self._started.set_exception(error)
            raise
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        city = await self._make()
        bound = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(city.app, log_level="warning", lifespan="off"))
        self._server = server
        self._started.set_result((city, bound.getsockname()[1]))
        try:
            await server.serve(sockets=[bound])
        finally:
            await city.close()
            await city.database.close()


async def here(work: Awaitable[R]) -> R:
    """Awaits in the test's own loop."""
    return await work


def in_process(city: City) -> CityPlace:
    """The city reached without a network."""
    return CityPlace(city, "http://ville", httpx.ASGITransport(city.app), here)


__all__ = ["START", "CityPlace", "CityServer", "Database", "FakePlace", "Phone", "Place", "in_process", "settled_city"]
