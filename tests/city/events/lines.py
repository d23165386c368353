"""Real servers on loopback over the tests' database, and devices that listen to them."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import uvicorn

from city.accounts.sessions import open_session
from city.app import create_app
from city.database import Database
from city.events import Topic, tell
from city.settings import Settings
from tests.city.city import SETTINGS, City

QUICK = replace(SETTINGS, look_seconds=0.02, heartbeat_seconds=60.0)
PATIENCE = 30.0


class _Server(uvicorn.Server):
    """A server in the test's own loop: signals stay pytest's."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@dataclass
class Worker:
    """One process's worth of the city: its address and its database connections."""

    address: str
    database: Database


@asynccontextmanager
async def worker(city: City, settings: Settings = QUICK) -> AsyncIterator[Worker]:
    """A server over the test's database, with connections of its own."""
    database = Database(city.database.engine.url.render_as_string(hide_password=False))
    app = create_app(town=city.town, database=database, clock=city.clock, mailbox=city.mailbox, settings=settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield Worker(f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1", database)
    finally:
        server.should_exit = True
        await task
        listener.close()
        await database.close()


@dataclass(frozen=True)
class Event:
    """An event as it came."""

    id: str
    topics: list[str]
    unread: int


class Line:
    """An open line: events and comments one by one."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.aiter_lines()

    async def event(self) -> Event:
        """The next event."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if line.startswith(":"):
                    continue
                if not line and "data" in fields:
                    data: dict[str, Any] = json.loads(fields["data"])
                    assert fields["event"] == "changed"
                    return Event(fields["id"], data["topics"], data["unread"])
                name, _, value = line.partition(": ")
                fields[name] = value
        raise EOFError("the line is closed")

    async def comment(self) -> str:
        """The next line that only says that somebody is there."""
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if line.startswith(":"):
                    return line
        raise EOFError("the line is closed")

    async def closed(self) -> bool:
        """Waits for the end; True when nothing was said before it."""
        async with asyncio.timeout(PATIENCE):
            return [line async for line in self._lines if line] == []


async def device(city: City, who: str, at: Worker) -> httpx.AsyncClient:
    """A device of its own, signed in, that speaks to that worker."""
    async with city.database.transaction(write=True) as session:
        opened = await open_session(session, f"a_{who}", f"{who} at {at.address}", "Téléphone", city.clock.now())
    return httpx.AsyncClient(base_url=at.address, headers={"Authorization": f"Bearer {opened.token}"}, timeout=PATIENCE)


@asynccontextmanager
async def listening(client: httpx.AsyncClient, last: str | None = None) -> AsyncIterator[Line]:
    """The device's line, for the duration of the block."""
    headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last is not None else {})
    async with client.stream("GET", "/events", headers=headers) as answer:
        assert answer.status_code == 200
        yield Line(answer)


async def change(city: City, *topics: Topic, household: str = "h_martin", account: str | None = None) -> None:
    """Something changed, as a transaction of its own."""
    async with city.database.transaction(write=True) as session:
        await tell(session, household, *topics, now=city.clock.now(), account_id=account)
