"""Fixtures of the desk: the staff of browser.py is employed, and browsers are closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.city.city import City
from tests.city.desk.browser import Browser, employ

Desk = Callable[[str], Awaitable[Browser]]


@pytest.fixture
async def desk(city: City) -> AsyncIterator[Desk]:
    """`await desk("nadia")` is a browser where Nadia is signed in; `await desk("")` one where nobody is."""
    await employ(city.database)
    opened: list[Browser] = []

    async def at(who: str) -> Browser:
        browser = Browser(city)
        opened.append(browser)
        if who:
            assert (await browser.sign_in(who)).status_code == 303
        return browser

    yield at
    await asyncio.gather(*(browser.client.aclose() for browser in opened))
