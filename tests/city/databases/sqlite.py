"""A SQLite file of its own for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import text

from city.database import Database
from city.towns import Town
from tests.city.databases.lent import LentDatabase
from tests.city.people import settle


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
