"""A real Chromium and the whole app, for every journey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from app.command import CITY_FOLDER
from tests.e2e.ensure_browser import find_browser
from tests.e2e.parent import Parent
from tests.e2e.profiles import QUIET, Profiles
from tests.e2e.running_app import (
    RunningApp,
    RunningCity,
    RunningDevices,
    running_app,
    running_city,
    running_devices,
    seed_city,
)
from tests.e2e.screens import Screen


class Visit(Protocol):
    """Opens the app on a screen, at a route; with few frames unless `every_frame` matters, as to a key pressed next."""

    def __call__(
        self, running: RunningApp, screen: Screen, *, route: str = "/", every_frame: bool = False
    ) -> Parent: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    path = find_browser()
    assert path is not None, "no Chromium: run `make test`, which installs one"
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A browser for people of the town hall, who have no app."""
    started = playwright.chromium.launch(executable_path=chromium, headless=True, args=QUIET)
    yield started
    started.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration city's data, made once; a first start that makes them itself is for `test_command`."""
    return seed_city(tmp_path_factory.mktemp("seeded"))


@pytest.fixture
def app(seeded: Path, tmp_path: Path) -> Iterator[RunningApp]:
    """The app and a city of its own, on Monday 23 November 2026 at 8:00."""
    shutil.copytree(seeded, tmp_path / "data" / CITY_FOLDER)
    with running_app(tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def town(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCity]:
    """One town for many tests: each asks it for slots that nobody took yet."""
    with running_city(shutil.copytree(seeded, tmp_path_factory.mktemp("town") / "data")) as running:
        yield running


@pytest.fixture(scope="session")
def devices(town: RunningCity) -> Iterator[RunningDevices]:
    """Where the devices of this run's journeys follow each other, on the shared town."""
    with running_devices(town) as running:
        yield running


@pytest.fixture
def device(tmp_path: Path, devices: RunningDevices) -> RunningApp:
    """An app that knows nothing yet, on the shared town."""
    return devices.next(tmp_path / "device")


@pytest.fixture
def family(tmp_path: Path, devices: RunningDevices) -> RunningApp:
    """The demonstration family's app on the shared town, signed in since an earlier day."""
    return devices.next(tmp_path / "device", signed_in=True)


@pytest.fixture(scope="session")
def profiles(playwright: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profiles]:
    """The parents' browsers."""
    kept = Profiles(playwright, chromium, tmp_path_factory.mktemp("profiles"))
    yield kept
    kept.close()


@pytest.fixture
def visit(profiles: Profiles) -> Iterator[Visit]:
    """Opens a page of a given size on the app; closes what it opened."""
    pages: list[Page] = []

    def open_page(running: RunningApp, screen: Screen, *, route: str = "/", every_frame: bool = False) -> Parent:
        page = profiles.new_page(screen, every_frame=every_frame)
        pages.append(page)
        parent = Parent(page, running.address, touch=screen.touch)
        parent.open(route)
        return parent

    yield open_page
    for page in pages:
        page.close()
