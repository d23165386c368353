"""The driver's cursors of one trip say what the driver's own would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from city.database import Database


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """Of a file of its own, with a table of numbers 1 to 3."""
    database = Database(Database.sqlite_url(tmp_path / "numbers.sqlite3"))
    async with database.engine.connect() as opened:
        await opened.execute(text("CREATE TABLE number (value INTEGER PRIMARY KEY)"))
        await opened.execute(text("INSERT INTO number VALUES (:value)"), [{"value": value} for value in (1, 2, 3)])
        yield opened
    await database.close()


async def test_rows_and_their_columns_are_there_also_when_there_are_none(connection: AsyncConnection) -> None:
    found = await connection.execute(text("SELECT value AS v, 2 * value AS twice FROM number ORDER BY value"))
    assert [tuple(row) for row in found] == [(1, 2), (2, 4), (3, 6)]

    nothing = await connection.execute(text("SELECT value AS v, 2 * value AS twice FROM number WHERE value > 3"))
    assert list(nothing.keys()) == ["v", "twice"]
    assert nothing.first() is None


async def test_what_was_changed_is_counted_and_may_be_given_back(connection: AsyncConnection) -> None:
    assert (await connection.execute(text("UPDATE number SET value = value + 10 WHERE value > 1"))).rowcount == 2
    taken = await connection.execute(text("DELETE FROM number WHERE value > 10 RETURNING value"))
    assert sorted(taken.scalars()) == [12, 13]
    assert (await connection.execute(text("INSERT INTO number VALUES (7)"))).lastrowid == 7


async def test_a_statement_that_fails_says_why_and_leaves_the_connection_as_it_was(
    connection: AsyncConnection,
) -> None:
    with pytest.raises(IntegrityError):
        await connection.execute(text("INSERT INTO number VALUES (1)"))
    with pytest.raises(IntegrityError):
        await connection.execute(text("INSERT INTO number VALUES (:value)"), [{"value": 4}, {"value": 1}])
    with pytest.raises(DBAPIError, match="no such table"):
        await connection.execute(text("SELECT value FROM letter"))

    assert await connection.scalar(text("SELECT count(*) FROM number WHERE value <= 3")) == 3


async def test_rows_can_still_be_streamed(connection: AsyncConnection) -> None:
    streamed = await connection.stream(text("SELECT value FROM number ORDER BY value"))
    assert [row.value async for row in streamed] == [1, 2, 3]
