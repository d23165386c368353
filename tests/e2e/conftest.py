"""A real Chromium and the whole app, for every journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e.ensure_browser import find_browser
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, RunningCity, running_app, running_city, running_device
from tests.e2e.screens import Screen

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[[RunningApp, Screen], Parent]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = find_browser()
    assert path is not None, "no Chromium: run `make test`, which installs one"
    chromium = playwright.chromium.launch(executable_path=path, headless=True, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[RunningApp]:
    """The app on an empty folder, on Monday 23 November 2026 at 8:00."""
    with running_app(tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCity]:
    """One town for many tests: each asks it for slots that nobody took yet."""
    with running_city(tmp_path_factory.mktemp("town")) as running:
        yield running


@pytest.fixture
def device(tmp_path: Path, town: RunningCity) -> Iterator[RunningApp]:
    """An app that knows nothing yet, on the shared town."""
    with running_device(tmp_path / "device", town) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of a given size on the app; closes what it opened."""
    opened = []

    def open_page(running: RunningApp, screen: Screen, *, dark: bool = False, route: str = "/") -> Parent:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            has_touch=screen.touch,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            color_scheme="dark" if dark else "light",
            device_scale_factor=1,
        )
        opened.append(context)
        parent = Parent(context.new_page(), running.address, touch=screen.touch)
        parent.open(route)
        return parent

    yield open_page
    for context in opened:
        context.close()
