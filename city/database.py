"""The database: SQLite embedded, PostgreSQL for a real town. The same code runs on both.

One transaction per request, committed at its edge: `async with database.transaction(write=True) as session`.

On SQLite a writing transaction begins IMMEDIATE, so that it takes its lock first and never has to upgrade (two
upgrading writers would refuse each other); writers of this process wait in line, those of others for `BUSY_SECONDS`.
On PostgreSQL `write` changes nothing: rows are locked by who needs them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, Executable, MetaData, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from city.sqlite import DRIVER

BUSY_SECONDS = 30
_WRITE = "city_write"
_CONNECTION = "city_connection"

_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC and given back aware in UTC, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table. `datetime` columns are `UtcDateTime`; relationships say `lazy="raise"`."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime()}


class Database:
    """The engine and its transactions.

    `url` is `sqlite:///FILE` or `postgresql://…`; the asynchronous driver is chosen here.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = _sqlite(parsed.set(drivername=DRIVER), pool_size)
        else:
            self.engine = create_async_engine(
                parsed.set(drivername="postgresql+asyncpg"),
                pool_size=pool_size,
                max_overflow=pool_size,
                pool_pre_ping=True,
            )
        self._reading = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self.writing_engine = self.engine.execution_options(**{_WRITE: True})
        self.sessions = async_sessionmaker(self.writing_engine, expire_on_commit=False, autoflush=False)
        self._line = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def transaction(self, *, write: bool = False) -> AsyncIterator[AsyncSession]:
        """One transaction: committed when the block ends, rolled back when it raises.

        `write=True` is needed to change anything. Do not open a writing one inside another of the same task.
        Sessions do not flush by themselves before a query: `await session.flush()` where it matters.
        """
        line = self._line if write and self._line else nullcontext()
        async with line, (self.sessions if write else self._reading)() as session, session.begin():
            yield session

    async def create_tables(self) -> None:
        """Makes every table of the imported models (tests; a town's database is made by its migrations)."""
        async with self.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    async def close(self) -> None:
        """Gives all connections back."""
        await self.engine.dispose()

    @staticmethod
    def sqlite_url(path: Path) -> str:
        """The URL of the SQLite database in the file `path`."""
        return f"sqlite:///{path}"


async def connection_of(session: AsyncSession) -> AsyncConnection:
    """The connection of a session's transaction, for statements that were made once and need no objects."""
    found: AsyncConnection | None = session.info.get(_CONNECTION)
    if found is None:
        found = session.info[_CONNECTION] = await session.connection()
    return found


async def read_rows(
    session: AsyncSession, statement: Executable, asked: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """All rows of a statement that was made once, as plain rows with the columns' names: no objects are made."""
    return (await (await connection_of(session)).execute(statement, asked)).all()


def _sqlite(url: Any, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url, pool_size=pool_size, max_overflow=pool_size, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
