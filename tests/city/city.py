"""A whole city in process, for tests: its application, client, clock and database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

import httpx
from fastapi import FastAPI

from city.accounts.sessions import open_session
from city.app import create_app
from city.clock import FixedClock
from city.database import Database
from city.jobs import Work, run_once
from city.mail.mailbox import Mail
from city.schedule import JOBS
from city.settings import Settings
from city.towns import Town
from tests.city.bank.memory import MemoryBank
from tests.city.people import CHEAP, GUARDIANS

START = datetime.fromisoformat("2026-11-23T08:00+01:00")
SETTINGS = Settings(password_cost=CHEAP, run_jobs=False, public_url="https://portail.exemple.fr")
NO_HEADERS: MappingProxyType[str, str] = MappingProxyType({})


@dataclass
class MemoryMailbox:
    """Keeps what it is given; `fail_with` makes it refuse."""

    mails: list[Mail] = field(default_factory=list)
    fail_with: OSError | None = None

    async def deliver(self, mail: Mail) -> None:
        if self.fail_with is not None:
            raise self.fail_with
        self.mails.append(mail)


class City:
    """`client` is signed in to nothing; `await city.sign_in("camille")` gives one that is (see people.py)."""

    def __init__(self, town: Town, database: Database) -> None:
        self.town = town
        self.database = database
        self.clock = FixedClock(START)
        self.mailbox = MemoryMailbox()
        self.bank = MemoryBank()
        self.app: FastAPI = create_app(
            town=town,
            database=database,
            clock=self.clock,
            mailbox=self.mailbox,
            settings=SETTINGS,
            bank=self.bank,
        )
        self.client = self._client()
        self._clients = [self.client]
        self._devices = 0

    async def sign_in(self, who: str) -> httpx.AsyncClient:
        """A client signed in as that guardian, on a device of its own."""
        if who not in GUARDIANS:
            raise KeyError(f"{who} is none of {', '.join(GUARDIANS)}")
        self._devices += 1
        async with self.database.transaction(write=True) as session:
            opened = await open_session(session, f"a_{who}", f"device-{self._devices}", "Téléphone", self.clock.now())
        client = self._client(Authorization=f"Bearer {opened.token}")
        self._clients.append(client)
        return client

    async def run_jobs(self, *names: str) -> None:
        """Runs the named background jobs now (all without a name)."""
        await run_once(Work(self.database, self.town, self.clock, self.mailbox, SETTINGS, self.bank), JOBS, *names)

    async def close(self) -> None:
        """Closes every client; the database belongs to the fixture."""
        await asyncio.gather(*(client.aclose() for client in self._clients))

    def _client(self, **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=True),
            base_url="http://ville/api/v1",
            headers=headers,
        )


def codes(lines: Iterable[dict[str, Any]]) -> list[str]:
    """The codes of a receipt's lines, in order."""
    return [line["code"] for line in lines]
