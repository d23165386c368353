"""SQLite's driver with one trip to the connection's thread per statement, where its cursors make four.

A cursor of the driver is made, executed, fetched and closed by a word to the thread each, and a word costs more than
most statements do. Here the thread is asked once, and answers with the rows and what they are. Streams are the
driver's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)

DRIVER = "sqlite+onetrip"
"""The name under which engines ask for it."""


class Answer(NamedTuple):
    """What a statement answered: the columns (None: it has no rows), the rows, how many changed, the last new row."""

    description: Any = None
    rows: Sequence[Any] = ()
    rowcount: int = -1
    lastrowid: int | None = None


def _run(connection: sqlite3.Connection, operation: str, parameters: Any) -> Answer:
    with closing(connection.execute(operation, parameters)) as cursor:
        rows = cursor.fetchall() if cursor.description else ()
        return Answer(cursor.description, rows, cursor.rowcount, cursor.lastrowid)


def _run_many(connection: sqlite3.Connection, operation: str, parameters: Any) -> Answer:
    with closing(connection.executemany(operation, parameters)) as cursor:
        return Answer(None, (), cursor.rowcount, cursor.lastrowid)


class _Asked:
    """Stands where the driver's cursor would, on an aiosqlite connection."""

    arraysize = 1

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._answer = Answer()

    @property
    def description(self) -> Any:
        return self._answer.description

    @property
    def rowcount(self) -> int:
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._answer.lastrowid

    async def execute(self, operation: str, parameters: Any = ()) -> None:
        self._answer = await self._connection._execute(_run, self._connection._conn, operation, parameters)

    async def executemany(self, operation: str, parameters: Any) -> None:
        self._answer = await self._connection._execute(_run_many, self._connection._conn, operation, parameters)

    async def fetchall(self) -> Sequence[Any]:
        return self._answer.rows

    def close(self) -> None:
        """The thread has closed its own."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return _Asked(connection)

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        return _Connection(self, super().connect(*arg, **kw)._connection)


class OneTrip(SQLiteDialect_aiosqlite):
    """SQLAlchemy's dialect for `DRIVER`."""

    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> AsyncAdapt_aiosqlite_dbapi:
        """The driver, of which only the cursors are ours."""
        return _Driver(__import__("aiosqlite"), sqlite3)


registry.register("sqlite.onetrip", __name__, OneTrip.__name__)
