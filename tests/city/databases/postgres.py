"""One PostgreSQL database per test process, refilled between two tests by one function of its own."""

from __future__ import annotations

import asyncpg
from sqlalchemy import text

from city.database import Base, Database
from city.towns import Town
from tests.city.databases.lent import LentDatabase
from tests.city.people import settle

# Only what a test filled is emptied: truncating fifty tables takes longer than most tests.
_REFILL = """
CREATE FUNCTION refill(kept text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one record;
    filled boolean;
BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', one.name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM public.%I', one.name);
        END IF;
    END LOOP;
    FOR one IN SELECT schemaname || '.' || quote_ident(sequencename) AS name FROM pg_sequences LOOP
        PERFORM setval(one.name::regclass, 1, false);
    END LOOP;
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = kept LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM %I.%I', one.name, kept, one.name);
    END LOOP;
END $$
"""
_NOTHING = ""


class PostgresStore:
    """One database per test process on the shared server, which needs no durability."""

    def __init__(self, server_url: str, name: str) -> None:
        self._server_url = server_url
        self._name = name
        self._kept: LentDatabase | None = None
        self._schemas: dict[tuple[str, ...], str] = {}

    async def fresh(self, town: Town | None = None) -> LentDatabase:
        """The database, empty; with `town`, the people of its tests are in it."""
        database = self._kept = self._kept or await self._make()
        schema = _NOTHING if town is None else await self._schema(database, town)
        await self._refill(database, schema)
        return database.lent(settled=town is not None)

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

    async def _make(self) -> LentDatabase:
        await self._create()
        database = LentDatabase(self.url, lambda _database: None)
        await database.create_tables()
        async with database.engine.begin() as connection:
            await connection.execute(text(_REFILL))
        return database

    async def _refill(self, database: LentDatabase, schema: str) -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text("SELECT refill(:schema)"), {"schema": schema})

    async def _schema(self, database: LentDatabase, town: Town) -> str:
        """Where a copy of the people of that town's tests is kept."""
        key = tuple(town.activities)
        if key not in self._schemas:
            schema = f"people_{len(self._schemas)}"
            await self._refill(database, _NOTHING)
            async with database.transaction(write=True) as session:
                await settle(session, town)
            async with database.engine.begin() as connection:
                await connection.execute(text(f"CREATE SCHEMA {schema}"))
                for table in Base.metadata.sorted_tables:
                    copy = f'{schema}."{table.name}"'
                    await connection.execute(text(f'CREATE TABLE {copy} AS TABLE public."{table.name}"'))
                    if not await connection.scalar(text(f"SELECT count(*) FROM {copy}")):  # noqa: S608
                        await connection.execute(text(f"DROP TABLE {copy}"))
            self._schemas[key] = schema
        return self._schemas[key]
