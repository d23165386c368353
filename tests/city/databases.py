"""Databases for tests: a SQLite file of its own for each, and one PostgreSQL 18 for all of them, emptied between two.

Whoever closes one gives it back to its store, which lends it to a later test: its statements were compiled already.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import asyncpg
from sqlalchemy import text

from city.database import Base, Database
from city.towns import Town
from tests.city.people import settle


class LentDatabase(Database):
    """Lent to one test and one event loop at a time. `settled`: the people of people.py are in it already."""

    def __init__(self, url: str, back: Callable[[LentDatabase], None]) -> None:
        super().__init__(url)
        self._back = back
        self.settled = False

    def lent(self, *, settled: bool = False) -> LentDatabase:
        """Itself, for the event loop of now."""
        self._line = asyncio.Lock() if self.is_sqlite else None
        self.settled = settled
        return self

    @property
    def file(self) -> Path:
        """Where it is (SQLite)."""
        return Path(str(self.engine.url.database))

    async def rest(self) -> None:
        """Gives its connections back, but stays with who borrowed it: for another event loop."""
        await super().close()
        self._line = asyncio.Lock() if self.is_sqlite else None

    async def close(self) -> None:
        await super().close()
        self._back(self)


class SqliteStore:
    """Copies databases that were made once: one with all tables, and one for each town with people.py in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[tuple[str, ...] | None, Path] = {}
        self._free: list[LentDatabase] = []
        self._made = 0

    async def fresh(self, town: Town | None = None) -> LentDatabase:
        """An empty database; with `town`, the people of its tests are in it."""
        template = await self._template(town)
        database = self._free.pop() if self._free else self._another()
        for leftover in ("-wal", "-shm"):
            database.file.with_name(database.file.name + leftover).unlink(missing_ok=True)
        database.file.unlink(missing_ok=True)
        shutil.copyfile(template, database.file)
        return database.lent(settled=town is not None)

    def _another(self) -> LentDatabase:
        self._made += 1
        return LentDatabase(Database.sqlite_url(self._folder / f"ville-{self._made}.sqlite3"), self._free.append)

    async def _template(self, town: Town | None) -> Path:
        key = None if town is None else tuple(town.activities)
        if key not in self._templates:
            file = self._folder / f"template-{len(self._templates)}.sqlite3"
            await self._make(file, town)
            self._templates[key] = file
        return self._templates[key]

    async def _make(self, file: Path, town: Town | None) -> None:
        database = Database(Database.sqlite_url(file))
        await database.create_tables()
        if town is not None:
            async with database.transaction(write=True) as session:
                await settle(session, town)
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        await database.close()


class PostgresStore:
    """One database per test process on the shared server, which needs no durability."""

    def __init__(self, server_url: str, name: str) -> None:
        self._server_url = server_url
        self._name = name
        self._kept: LentDatabase | None = None

    async def fresh(self) -> LentDatabase:
        """The database, empty."""
        if self._kept is None:
            await self._create()
            self._kept = LentDatabase(self.url, lambda _database: None)
            await self._kept.create_tables()
        await self._empty(self._kept)
        return self._kept.lent()

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
