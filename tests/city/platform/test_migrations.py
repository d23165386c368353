"""The migrations make the tables of the models, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from city.database import Base, Database
from city.migrations import FOLDER, HEAD, DatabaseTooNew, bring_up_to_date, current_version
from city.migrations.tables import METADATA
from tests.city.databases import PostgresStore


@pytest.fixture(params=["sqlite", "postgresql"])
async def bare(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        made = Database(Database.sqlite_url(tmp_path / "bare.sqlite3"))
    else:
        server: str = request.getfixturevalue("postgres_server")
        store = PostgresStore(server, "bare_" + request.getfixturevalue("worker_name"))
        made = await store.bare()
    yield made
    await made.close()


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, METADATA))


def partial_indexes(connection: Connection) -> set[str]:
    """The indexes that count only some rows, which Alembic does not compare."""
    if connection.dialect.name == "sqlite":
        found = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"))
    else:
        found = connection.scalars(text("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'"))
    return set(found)


async def test_migrations_make_the_tables_of_the_models(bare: Database) -> None:
    assert await bring_up_to_date(bare)
    wanted = {
        str(index.name)
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(partial_indexes) == wanted


async def test_a_second_time_there_is_nothing_to_do(bare: Database) -> None:
    await bring_up_to_date(bare)

    assert not await bring_up_to_date(bare)
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(current_version) == HEAD


async def test_a_database_of_a_newer_version_is_left_alone(bare: Database) -> None:
    async with bare.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))

    with pytest.raises(DatabaseTooNew):
        await bring_up_to_date(bare)
    async with bare.engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["alembic_version"]


def test_the_newest_version_is_the_one_that_is_looked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
