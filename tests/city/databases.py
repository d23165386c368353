"""Databases for tests: a SQLite file per test, and one PostgreSQL 18 for all of them, emptied between two."""

from __future__ import annotations

import shutil
from pathlib import Path

import asyncpg
from sqlalchemy import text

from city.database import Base, Database


class SqliteStore:
    """Copies a database whose tables were made once."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        self._made = False

    async def fresh(self, folder: Path) -> Database:
        """An empty database in `folder`."""
        if not self._made:
            await self._make(Database(Database.sqlite_url(self._template)))
            self._made = True
        shutil.copyfile(self._template, folder / "ville.sqlite3")
        return Database(Database.sqlite_url(folder / "ville.sqlite3"))

    async def _make(self, database: Database) -> None:
        await database.create_tables()
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        await database.close()


class PostgresStore:
    """One database per test process on the shared server, which needs no durability."""

    def __init__(self, server_url: str, name: str) -> None:
        self._server_url = server_url
        self._name = name
        self._made = False

    async def fresh(self) -> Database:
        """The database, empty."""
        if not self._made:
            await self._create()
        database = Database(self.url)
        if not self._made:
            await database.create_tables()
            self._made = True
        await self._empty(database)
        return database

    async def bare(self) -> Database:
        """A new database without any table."""
        await self._create()
        return Database(self.url)

    @property
    def url(self) -> str:
        """Where the database is."""
        head, _, query = self._server_url.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{self._name}" + (f"?{query}" if query else "")

    async def _create(self) -> None:
        connection = await asyncpg.connect(self._server_url)
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            await connection.execute(f"ALTER SYSTEM SET {setting}")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.execute(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{self._name}"')
        await connection.close()

    async def _empty(self, database: Database) -> None:
        """Only what a test filled: truncating fifty tables takes longer than most tests."""
        tables = Base.metadata.sorted_tables
        looks = (f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")" for table in tables)  # noqa: S608
        async with database.engine.begin() as connection:
            filled = set(await connection.scalars(text(" UNION ALL ".join(looks))))
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in (table for table in tables if table.name in filled):
                await connection.execute(table.delete())
                if table.autoincrement_column is not None:
                    sequence = f"pg_get_serial_sequence('{table.name}', '{table.autoincrement_column.name}')"
                    await connection.execute(text(f"SELECT setval({sequence}, 1, false)"))
