"""Waiting for something to be true in a page whose policy forbids `eval` (so Playwright's own wait does not work)."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page

STEP_MS = 40


def until(page: Page, function: str, argument: Any = None, *, patience_ms: int = 20_000) -> None:
    """Asks the page again and again until the JavaScript function answers true; fails when it never does."""
    deadline = time.monotonic() + patience_ms / 1000
    while not page.evaluate(function, argument):
        if time.monotonic() > deadline:
            shown = page.locator("flt-semantics-host").aria_snapshot()
            raise AssertionError(f"never true: {function} {argument!r}; on screen:\n{shown}")
        page.wait_for_timeout(STEP_MS)
