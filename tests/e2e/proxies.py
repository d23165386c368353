"""A bad line between the app and its city, beside a test that is not asynchronous."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.contract.cutting import CuttingProxy


@contextlib.contextmanager
def bad_line(city: str, request: str = "") -> Iterator[tuple[str, CuttingProxy]]:
    """The address to use instead of `city`, and the proxy whose `cut` says where the line breaks.

    Only requests that start with `request` are cut ("" = all).
    """
    proxy = CuttingProxy(urlsplit(city).port or 80, request)
    addresses: list[str] = []
    ready = Event()
    loop = asyncio.new_event_loop()

    def run() -> None:
        addresses.append(loop.run_until_complete(proxy.start()))
        ready.set()
        loop.run_forever()

    thread = Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10), "the proxy does not start"
    try:
        yield addresses[0], proxy
    finally:
        asyncio.run_coroutine_threadsafe(proxy.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
