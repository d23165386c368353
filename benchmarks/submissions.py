"""Submissions per second against their own statements, recorded and replayed straight: same pool, same durability."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event

from benchmarks.crowd import QUOTIENT, Crowd, crowd, demonstration_town, fresh_postgres, postgres_server, sqlite_urls
from benchmarks.result import Result, middle
from city.database import Database

SUBMISSIONS = 240
AT_ONCE = 8
ROUNDS = 3
SERVICE = "restauration-scolaire"
DAYS = tuple(date(2026, 11, 30) + timedelta(days=shift) for shift in (0, 1, 3, 4))

Statement = tuple[str, Any]
MakeUrl = Callable[[str], Awaitable[str]]


@dataclass
class Recorder:
    """What every committed transaction said to the database, in order."""

    transactions: list[list[Statement]] = field(default_factory=list)
    _open: dict[int, list[Statement]] = field(default_factory=dict)

    def listen(self, database: Database) -> None:
        engine = database.engine.sync_engine
        event.listen(engine, "begin", lambda connection: self._open.update({_of(connection): []}))
        event.listen(engine, "before_cursor_execute", self._said)
        event.listen(engine, "commit", lambda connection: self._committed(connection))

    def _said(self, connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "PRAGMA")):
            self._open.setdefault(_of(connection), []).append((statement, parameters))

    def _committed(self, connection: Any) -> None:
        said = self._open.pop(_of(connection), [])
        if said:
            self.transactions.append(said)


def _of(connection: Any) -> int:
    return id(connection.connection.driver_connection)


def measure() -> list[Result]:
    return asyncio.run(_measure())


async def _measure() -> list[Result]:
    results = []
    with sqlite_urls() as fresh:

        async def sqlite(name: str) -> str:
            return str(fresh(name))

        results.append(await _against_replay("SQLite", sqlite))
    with postgres_server() as server:

        async def postgres(name: str) -> str:
            return await fresh_postgres(str(server), name)

        results.append(await _against_replay("PostgreSQL 18", postgres))
    return results


async def _against_replay(name: str, make_url: MakeUrl) -> Result:
    town = demonstration_town()
    real: list[float] = []
    replayed: list[float] = []
    for turn in range(ROUNDS):
        recorder = Recorder()
        async with crowd(town, await make_url(f"real{turn}"), SUBMISSIONS) as people:
            recorder.listen(people.database)
            real.append(await _per_second(lambda index, people=people: _submit(people, index)))
        async with crowd(town, await make_url(f"replay{turn}"), SUBMISSIONS) as people:
            said = recorder.transactions
            assert len(said) >= SUBMISSIONS
            replayed.append(
                await _per_second(lambda index, people=people, said=said: _replay(people.database, said[index]))
            )
    return Result(
        f"Submissions of {len(DAYS)} lines per second, {name}",
        middle(real),
        middle(replayed),
        "/s",
        0.5,
        "their statements replayed",
        at_most=False,
    )


async def _per_second(work: Callable[[int], Awaitable[None]]) -> float:
    """Does the work for every submission, AT_ONCE at a time."""
    turns = iter(range(SUBMISSIONS))

    async def worker() -> None:
        for index in turns:
            await work(index)

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return SUBMISSIONS / (time.perf_counter() - started)


async def _submit(people: Crowd, index: int) -> None:
    lines = [
        {
            "op": "book",
            "child": people.children[index],
            "service": SERVICE,
            "date": day.isoformat(),
            "price_cents": people.town.price_cents(SERVICE, quotient=QUOTIENT, day=day),
            "on_full": "wait",
        }
        for day in DAYS
    ]
    async with people.client(index) as client:
        answer = await client.post("/submissions", json={"lines": lines}, headers={"Idempotency-Key": f"k{index}"})
    assert answer.status_code == 201, answer.text
    assert {line["verdict"] for line in answer.json()["lines"]} <= {"booked", "waitlisted"}, answer.text


async def _replay(database: Database, said: list[Statement]) -> None:
    async with database.transaction(write=True) as session:
        connection = await session.connection()
        for statement, parameters in said:
            result = await connection.exec_driver_sql(statement, parameters)
            if result.returns_rows:
                result.all()
