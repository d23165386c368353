"""`GET /dashboard` against `SELECT 1`, both asked of one city in a process of its own, over one connection each.

The demonstration family has a year of everything. `/healthz` is the city's bare endpoint: a transaction, `SELECT 1`,
the same server and the same layers around it.

On a busy machine both wait for a processor more than they work, which flatters the ratio of the percentiles: the
processor time of each, asked in process, stands beside it.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.crowd import demonstration_town
from benchmarks.history import lived, seeded
from benchmarks.result import Result, middle
from city.database import Database
from tests.e2e.running_app import RunningCity, running_city

ASKED = 200
WARMING = 20
GOAL = 8.0


class Line:
    """A connection that stays open."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> bytes:
        """The body of the answer. Raises AssertionError: it is no success."""
        self._connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        answer = self._connection.getresponse()
        read = answer.read()
        assert answer.status < 300, (answer.status, read)
        return read


def measure() -> list[Result]:
    """The 95th percentile of each, asked in turn, and the processor time they take."""
    return [_served(), asyncio.run(_worked())]


def _served() -> Result:
    with tempfile.TemporaryDirectory() as folder, running_city(Path(folder)) as city:
        line, token = Line(city.address), _sign_in(city)
        asked: dict[str, list[float]] = {"/api/v1/dashboard": [], "/healthz": []}
        for _ in range(WARMING + ASKED):
            for path, taken in asked.items():
                started = time.perf_counter()
                line.ask("GET", path, Authorization=f"Bearer {token}")
                taken.append(1000 * (time.perf_counter() - started))
    dashboard, bare = (_p95(taken[WARMING:]) for taken in asked.values())
    return Result("`GET /dashboard`, 95th percentile", dashboard, bare, "ms", GOAL, "`SELECT 1`, the same")


async def _worked() -> Result:
    town = demonstration_town()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ville.sqlite3"
        await seeded(town, file)
        database = Database(Database.sqlite_url(file))
        city = await lived(town, database)
        asked: dict[str, list[float]] = {"/api/v1/dashboard": [], "/healthz": []}
        for _ in range(WARMING + ASKED):
            for path, taken in asked.items():
                taken.append(await city.ask(path))
        await database.close()
    dashboard, bare = (middle(taken[WARMING:]) for taken in asked.values())
    return Result("`GET /dashboard`, processor time", dashboard, bare, "ms", GOAL, "`SELECT 1`, the same")


def _sign_in(city: RunningCity) -> str:
    body = json.dumps({"email": city.email, "password": city.password, "device": "measure"})
    return str(json.loads(Line(city.address).ask("POST", "/api/v1/sessions", body))["token"])


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]
