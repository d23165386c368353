"""What the town hall does while a family looks on: through the same functions as the desk, on the city's own data."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import httpx
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import city.migrations.tables  # noqa: F401
from city.agents.models import AgentRow
from city.command_options import DEFAULT_TOWN
from city.database import Database
from city.folder import DATABASE_FILE
from city.messages import answering
from city.messages.models import ThreadRow
from city.news.publishing import Article, publish
from city.towns import load_town
from tests.e2e.running_app import RunningCity

R = TypeVar("R")
Act = Callable[[AsyncSession, datetime], Awaitable[R]]


@dataclass(frozen=True, slots=True)
class TownHall:
    """The agents of a running town."""

    town: RunningCity

    def answers(self, subject: str, text: str) -> None:
        """An agent reads the family's thread of that subject, and answers."""

        async def act(session: AsyncSession, now: datetime) -> None:
            agent = (await session.scalars(select(AgentRow).limit(1))).one()
            thread = (await session.scalars(select(ThreadRow).where(ThreadRow.subject == subject))).one()
            await answering.seen(session, thread.id, now, up_to=thread.last_place)
            town = load_town(DEFAULT_TOWN)
            await answering.answer(session, town, agent, thread.id, text, last_place=thread.last_place, now=now)

        self._do(act)

    def publishes(self, title: str, text: str) -> None:
        """An item for every family."""

        async def act(session: AsyncSession, now: datetime) -> None:
            article = Article(title, text, "Ville", "event", (), now)
            await publish(session, article, "e2e", now=now)

        self._do(act)

    def _do(self, act: Act[R]) -> R:
        told = httpx.get(self.town.address + "/api/v1/town", timeout=20).raise_for_status().json()["now"]
        now = datetime.fromisoformat(told)
        # The browser's driver keeps an event loop running in this thread.
        with ThreadPoolExecutor(max_workers=1) as beside:
            return beside.submit(lambda: asyncio.run(self._within(act, now))).result()

    async def _within(self, act: Act[R], now: datetime) -> R:
        async with _transaction(self.town.folder) as session:
            return await act(session, now)


@asynccontextmanager
async def _transaction(folder: Path) -> AsyncIterator[AsyncSession]:
    database = Database(Database.sqlite_url(folder / DATABASE_FILE))
    try:
        async with database.transaction(write=True) as session:
            yield session
    finally:
        await database.close()
