"""Waiting for something to be true in a page whose policy forbids `eval` (so Playwright's own wait does not work)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Page

STEP_MS = 40
Found = TypeVar("Found")


def until(page: Page, function: str, argument: Any = None, *, patience_ms: int = 30_000) -> None:
    """Asks the page again and again until the JavaScript function answers true; fails when it never does."""
    deadline = time.monotonic() + patience_ms / 1000
    while not page.evaluate(function, argument):
        if time.monotonic() > deadline:
            shown = page.locator("flt-semantics-host").aria_snapshot()
            raise AssertionError(f"never true: {function} {argument!r}; on screen:\n{shown}")
        page.wait_for_timeout(STEP_MS)


def until_there(page: Page, look: Callable[[], Found], *, patience_ms: int = 30_000) -> Found:
    """Looks again and again, while the page lives on, until there is something; fails when there never is."""
    deadline = time.monotonic() + patience_ms / 1000
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(
                f"never there: {look}; on screen:\n{page.locator('flt-semantics-host').aria_snapshot()}"
            )
        page.wait_for_timeout(STEP_MS)
    return found


def until_still(page: Page, *, looks: int = 15, patience_ms: int = 20_000) -> None:
    """Waits until the page has said the same for `looks` looks in a row.

    A page just opened may still be drawn anew, and keys pressed meanwhile go to a field that is about to be replaced.
    """
    deadline = time.monotonic() + patience_ms / 1000
    said, same = "", 0
    while same < looks and time.monotonic() < deadline:
        now = str(page.evaluate("() => document.querySelector('flt-semantics-host')?.innerHTML ?? ''"))
        same = same + 1 if now == said and now else 0
        said = now
        page.wait_for_timeout(STEP_MS)
