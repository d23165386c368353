"""A real Chromium and the whole app, for every journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.e2e.ensure_browser import find_browser
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, RunningCity, RunningDevices, running_app, running_city, running_devices
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
# WebAssembly as it is first compiled: compiling it again, better, takes longer than a short journey gets back.
SHORT_LIVED = "--js-flags=--liftoff-only --no-wasm-dynamic-tiering"


class Visit(Protocol):
    """Opens the app on a screen, at a route."""

    def __call__(self, running: RunningApp, screen: Screen, *, route: str = "/") -> Parent: ...


class Profiles:
    """Browser profiles: one for fingers, one for the mouse, and new ones for a second person at the same time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[bool, BrowserContext] = {}

    def of(self, screen: Screen) -> BrowserContext:
        """A profile for that screen, with no page open."""
        kept = self._kept.get(screen.touch)
        if kept is not None and kept.pages:
            return self._new(screen)
        if kept is None:
            kept = self._kept[screen.touch] = self._new(screen)
        return kept

    def leave(self, page: Page) -> None:
        """Closes a page, and its profile unless that is kept."""
        page.close()
        if page.context not in self._kept.values():
            page.context.close()

    def _new(self, screen: Screen) -> BrowserContext:
        return self._browser.new_context(
            has_touch=screen.touch, locale="fr-FR", timezone_id="Europe/Paris", device_scale_factor=1
        )


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
    chromium = playwright.chromium.launch(executable_path=path, headless=True, args=[*QUIET, SHORT_LIVED])
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
def profiles(browser: Browser) -> Profiles:
    """The browser's profiles, kept from journey to journey: what the app is made of is not fetched each time."""
    return Profiles(browser)


@pytest.fixture
def visit(profiles: Profiles) -> Iterator[Visit]:
    """Opens a page of a given size on the app; closes what it opened."""
    pages: list[Page] = []

    def open_page(running: RunningApp, screen: Screen, *, route: str = "/") -> Parent:
        page = profiles.of(screen).new_page()
        pages.append(page)
        page.set_viewport_size({"width": screen.width, "height": screen.height})
        parent = Parent(page, running.address, touch=screen.touch)
        parent.open(route)
        return parent

    yield open_page
    for page in pages:
        profiles.leave(page)
