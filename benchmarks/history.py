"""What each block costs the city as a household's history grows from one year to three and to ten: it should not.

Processor time of the whole process, so that a busy machine does not count; the three cities are asked in turn.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import select

from benchmarks.asgi import call
from benchmarks.crowd import NOW, demonstration_town
from benchmarks.result import Result, middle
from city.accounts.models import AccountRow
from city.accounts.sessions import open_session
from city.app import create_app
from city.clock import FixedClock
from city.database import Database
from city.seed import DEMONSTRATION_EMAIL
from city.seed.demonstration import seed
from city.settings import Settings
from city.towns import Town
from tests.city.city import MemoryMailbox
from tests.city.seed.years import live_earlier

YEARS = (1, 3, 10)
ASKED = 25
WARMING = 5
GOAL = 1.5
PAGES = {
    "dashboard": "dashboard",
    "calendar of two weeks": "calendar?from=2026-11-23&to=2026-12-06",
    "submissions": "submissions",
    "submissions, searched": "submissions?q=alice",
    "invoices": "invoices",
    "payments": "payments",
    "tax statements": "tax-statements",
    "procedures": "procedures",
    "procedures, searched": "procedures?q=alice",
    "registrations": "registrations",
    "sheet": "household/sheet",
    "threads": "threads",
    "threads, searched": "threads?q=alice",
    "news": "news",
    "notifications": "notifications",
    "profile": "profile",
}


@dataclass(frozen=True, slots=True)
class Lived:
    """A city in process whose demonstration family has so many years behind it."""

    app: FastAPI
    token: str

    async def ask(self, address: str) -> float:
        """Milliseconds of processor time."""
        path, _, query = address.partition("?")
        headers = {"authorization": f"Bearer {self.token}"}
        started = time.process_time()
        status, body = await call(self.app, "GET", path, headers, query=query)
        taken = time.process_time() - started
        assert status == 200, body
        return 1000 * taken


def measure() -> list[Result]:
    """The median of each after ten years, against the same after one."""
    return asyncio.run(_measure())


async def _measure() -> list[Result]:
    results = []
    async with _cities() as cities:
        for name, page in PAGES.items():
            taken: dict[int, list[float]] = {years: [] for years in YEARS}
            for _ in range(WARMING + ASKED):
                for years, city in cities.items():
                    taken[years].append(await city.ask(f"/api/v1/{page}"))
            one, three, ten = (middle(taken[years][WARMING:]) for years in YEARS)
            what = f"{name[:1].upper()}{name[1:]} after ten years ({three / one:.2f} × after three of them)"
            results.append(Result(what, ten, one, "ms", GOAL, "after one"))
    return results


@contextlib.asynccontextmanager
async def _cities() -> AsyncIterator[dict[int, Lived]]:
    town = demonstration_town()
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        await seeded(town, folder / "seeded.sqlite3")
        cities = {}
        for years in YEARS:
            file = folder / f"{years}.sqlite3"
            shutil.copyfile(folder / "seeded.sqlite3", file)
            database = Database(Database.sqlite_url(file))
            stack.push_async_callback(database.close)
            await live_earlier(database, years - 1)
            cities[years] = await lived(town, database)
        yield cities


async def seeded(town: Town, file: Path) -> None:
    """A database of the demonstration town."""
    database = Database(Database.sqlite_url(file))
    await database.create_tables()
    await seed(database, town, FixedClock(NOW), Settings())
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    await database.close()


async def lived(town: Town, database: Database) -> Lived:
    """Its city in process, the demonstration parent signed in."""
    async with database.transaction(write=True) as session:
        account = await session.scalar(select(AccountRow.id).where(AccountRow.email == DEMONSTRATION_EMAIL))
        assert account is not None
        opened = await open_session(session, account, "measure", "Mesure", NOW)
    settings = Settings(run_jobs=False)
    app = create_app(town=town, database=database, clock=FixedClock(NOW), mailbox=MemoryMailbox(), settings=settings)
    return Lived(app, opened.token)
