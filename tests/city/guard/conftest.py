"""Fixtures of the guard: the town of family.py, made once, copied for each test. SQLite only: the walk is long."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from city.database import Database
from city.towns import Town
from tests.city.city import City
from tests.city.guard.family import settle


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, town: Town) -> Path:
    """The file of the town as it begins."""
    return asyncio.run(settle(tmp_path_factory.mktemp("guard"), town))


@pytest.fixture
async def lived_in(settled: Path, tmp_path: Path, town: Town) -> AsyncIterator[City]:
    """The whole city in process, lived in."""
    shutil.copyfile(settled, tmp_path / "ville.sqlite3")
    database = Database(Database.sqlite_url(tmp_path / "ville.sqlite3"))
    city = City(town, database)
    yield city
    await city.close()
    await database.close()
