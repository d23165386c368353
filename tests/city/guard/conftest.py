"""Fixtures of the guard: the town of family.py, made once, copied for each test.

On SQLite, unless the test asks for `lived_in` on PostgreSQL: the walks are long.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from city.database import Base, Database
from city.towns import Town
from tests.city.city import City
from tests.city.databases import PostgresStore
from tests.city.guard.family import settle


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, town: Town) -> Path:
    """The file of the town as it begins."""
    return asyncio.run(settle(tmp_path_factory.mktemp("guard"), town))


@pytest.fixture
async def lived_in(request: pytest.FixtureRequest, settled: Path, tmp_path: Path, town: Town) -> AsyncIterator[City]:
    """The whole city in process, lived in; indirectly parametrised: on which database."""
    shutil.copyfile(settled, tmp_path / "ville.sqlite3")
    database = Database(Database.sqlite_url(tmp_path / "ville.sqlite3"))
    if getattr(request, "param", "sqlite") == "postgresql":
        store: PostgresStore = request.getfixturevalue("postgres_store")
        database = await _poured(database, await store.fresh())
    city = City(town, database)
    yield city
    await city.close()
    await database.close()


async def _poured(source: Database, into: Database) -> Database:
    """All rows of one database in another, which was empty."""
    tables = Base.metadata.sorted_tables
    async with source.engine.connect() as reading, into.engine.begin() as writing:
        await writing.execute(text("SET LOCAL session_replication_role = replica"))
        for table in tables:
            if rows := [dict(row) for row in (await reading.execute(select(table))).mappings()]:
                await writing.execute(insert(table), rows)
            if (counted := table.autoincrement_column) is not None:
                last = select(func.coalesce(func.max(counted), 0) + 1).scalar_subquery()
                sequence = func.pg_get_serial_sequence(table.name, counted.name)
                await writing.execute(select(func.setval(sequence, last, False)))
    await source.close()
    return into
