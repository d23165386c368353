"""A demonstration city served on loopback, so that eopayment's PayFiP code really speaks to the test bank."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import uvicorn

from city.accounts.sessions import open_session
from city.app import create_app
from city.bank.notifying import notify_tills
from city.clock import FixedClock
from city.database import Database
from city.payments.jobs import ask_bank
from city.payments.tills import bank_of
from city.settings import Settings
from city.towns import Town
from tests.city.city import START, MemoryMailbox


@dataclass
class Loopback:
    """`parent` is Camille's client, `browser` nobody's; `database` and `clock` are the city's."""

    town: Town
    settings: Settings
    database: Database
    clock: FixedClock
    parent: httpx.AsyncClient
    browser: httpx.AsyncClient

    async def choose(self, pay_url: str, result: str, notify: str = "at_once") -> httpx.Response:
        """Opens the bank's page and presses a button; the page that the payer lands on."""
        page = await self.browser.get(pay_url)
        assert page.status_code == 200 and "Banque de démonstration" in page.text
        return await self.browser.post(pay_url, data={"resultat": result, "avis": notify}, follow_redirects=True)

    async def bank_notifies(self) -> int:
        """The bank's own job, now; how many notifications it sent."""
        return await notify_tills(self.database, self.clock.now(), self.browser)

    async def city_asks(self) -> int:
        """The city's own job, now; of how many orders it asked."""
        return await ask_bank(self.database, self.town, bank_of(self.town, self.settings), self.clock.now())


@asynccontextmanager
async def loopback(town: Town, database: Database) -> AsyncIterator[Loopback]:
    """Serves until the block ends. The people of tests/city/people.py must be settled."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        clock, settings = FixedClock(START), Settings(own_url=address, public_url=address, run_jobs=False)
        app = create_app(town=town, database=database, clock=clock, mailbox=MemoryMailbox(), settings=settings)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        served = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            async with httpx.AsyncClient(trust_env=False) as browser:
                parent = await _signed_in(database, clock, address)
                async with parent:
                    yield Loopback(town, settings, database, clock, parent, browser)
        finally:
            server.should_exit = True
            await served


async def _signed_in(database: Database, clock: FixedClock, address: str) -> httpx.AsyncClient:
    async with database.transaction(write=True) as session:
        opened = await open_session(session, "a_camille", "device", "Téléphone", clock.now())
    headers = {"Authorization": f"Bearer {opened.token}"}
    return httpx.AsyncClient(base_url=f"{address}/api/v1", headers=headers, trust_env=False)
