"""The reference city as a place: in process, or over HTTP in a thread of its own."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import httpx
import uvicorn

from city.accounts.links import invite
from city.accounts.repository import by_email
from city.events import Topic
from city.payments.bank import Word
from city.payments.models import PaymentOrderRow
from city.towns import Town
from services.backends.registry import open_backend
from services.clock import CityClock
from services.models.invoice import PaymentState
from services.models.notification import LiveTopic
from services.session import Credentials
from services.transport import Transport
from tests.city.bank.memory import CANCELLED, PAID, REFUSED
from tests.city.city import SETTINGS, City
from tests.city.databases import SqliteStore
from tests.city.events.lines import change
from tests.city.messages.letters import answer
from tests.city.news.gazette import publish
from tests.city.notifications.bell import tell_news
from tests.city.payments.tills import notify as knock
from tests.city.payments.tills import owed
from tests.city.people import GUARDIANS, PASSWORD
from tests.city.procedures import essais
from tests.contract.places.place import Phone

R = TypeVar("R")
_LINK = re.compile(r"https?://\S+/([\w-]+)\?ville=")


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
                town=self.city.town,
                public_url=SETTINGS.public_url,
                now=self.city.clock.now(),
            )

    async def tell_news(self, key: str) -> None:
        await self.run(tell_news(self.city, key))

    async def change(self, *topics: LiveTopic) -> None:
        """Something changed for the household."""
        await self.run(change(self.city, *(Topic(topic.value) for topic in topics)))

    async def owe(self, cents: int) -> str:
        number: str = await self.run(owed(self.city, cents))
        return number

    async def bank_says(self, payment_id: str, state: PaymentState) -> None:
        """The bank knows, and the city asks it again, as it does when it is due."""
        words = {PaymentState.PAID: PAID, PaymentState.REFUSED: REFUSED, PaymentState.CANCELLED: CANCELLED}
        await self.run(self._hear(payment_id, words[state]))

    async def _hear(self, payment_id: str, word: Word) -> None:
        async with self.city.database.transaction() as session:
            order = await session.get(PaymentOrderRow, payment_id)
        assert order is not None
        assert order.bank_id is not None
        self.city.bank.words[order.bank_id] = word
        await knock(self.city, order.bank_id)

    async def answer(self, thread_id: str, text: str) -> None:
        assert thread_id == "t1", "the thread that the city's tests answer in"
        await self.run(answer(self.city, text))

    async def publish(self, title: str) -> None:
        await self.run(publish(self.city, title=title))

    async def ask_back(self, procedure_id: str, fields: tuple[str, ...], words: str) -> None:
        await self.run(self._ask_back(procedure_id, list(fields), words))

    async def _ask_back(self, procedure_id: str, fields: list[str], words: str) -> None:
        row = await essais.row_of(self.city, GUARDIANS["camille"].household, procedure_id)
        await essais.ask_back(self.city, row, fields, words)

    async def reject(self, procedure_id: str, words: str) -> None:
        await self.run(self._reject(procedure_id, words))

    async def _reject(self, procedure_id: str, words: str) -> None:
        row = await essais.row_of(self.city, GUARDIANS["camille"].household, procedure_id)
        await essais.decide(self.city, row, "rejected", words)


async def settled_city(store: SqliteStore, town: Town) -> City:
    """A city with its people, whose database belongs to the caller's event loop."""
    return City(town, await store.fresh(town))


class CityServer:
    """The city over real HTTP, in a thread with an event loop of its own, on a port of its own."""

    def __init__(self, store: SqliteStore, town: Town) -> None:
        self._make = partial(settled_city, store, town)
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
            left = asyncio.all_tasks(self._loop)
            for task in left:
                task.cancel()
            self._loop.run_until_complete(_ended(left))
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


async def _ended(tasks: set[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


async def here(work: Awaitable[R]) -> R:
    """Awaits in the test's own loop."""
    return await work


def in_process(city: City) -> CityPlace:
    """The city reached without a network."""
    return CityPlace(city, "http://ville", httpx.ASGITransport(city.app), here)
