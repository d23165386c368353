from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from city.towns import Town, load_town
from tests.city.databases import SqliteStore
from tests.contract.places import CityPlace, CityServer, FakePlace, Phone, Place, in_process, settled_city

TOWN_FILE = Path(__file__).parents[2] / "city" / "towns" / "villiers-sur-marne.toml"


@pytest.fixture(scope="session")
def town() -> Town:
    return load_town(TOWN_FILE)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    return SqliteStore(tmp_path_factory.mktemp("contract"))


@pytest.fixture
async def over_http(store: SqliteStore, town: Town) -> AsyncIterator[CityPlace]:
    """The city on loopback."""
    server = CityServer(store, town)
    yield await server.start()
    await server.stop()


@pytest.fixture(params=["in process", "over HTTP"])
async def city_place(request: pytest.FixtureRequest, store: SqliteStore, town: Town) -> AsyncIterator[CityPlace]:
    """The reference city."""
    if request.param == "over HTTP":
        server = CityServer(store, town)
        yield await server.start()
        await server.stop()
        return
    city = await settled_city(store, town)
    yield in_process(city)
    await city.close()
    await city.database.close()


@pytest.fixture(params=["fake", "in process", "over HTTP"])
async def place(request: pytest.FixtureRequest, store: SqliteStore, town: Town) -> AsyncIterator[Place]:
    """Every place."""
    if request.param == "fake":
        yield FakePlace()
        return
    if request.param == "over HTTP":
        server = CityServer(store, town)
        yield await server.start()
        await server.stop()
        return
    city = await settled_city(store, town)
    yield in_process(city)
    await city.close()
    await city.database.close()


@pytest.fixture
async def phone(place: Place) -> AsyncIterator[Phone]:
    """A device on which the parent is signed in."""
    made = await signed_in(place)
    yield made
    await made.close()


async def signed_in(place: Place, device: str = "device-1") -> Phone:
    """One more device of the parent."""
    phone = place.phone()
    session = await phone.backend.accounts.sign_in(place.email, place.password, device, "Téléphone")
    phone.credentials.token = session.token
    return phone
