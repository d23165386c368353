"""Tap-to-paint of ticking a slot in the week grid, against the same tap in the smallest app; bytes sent per tick."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page

from benchmarks.pages import chromium, new_page, smallest_app
from benchmarks.result import Result, middle
from benchmarks.smallest import CELL
from tests.e2e.city_facts import CityFacts
from tests.e2e.parent import Parent
from tests.e2e.running_app import running_app
from tests.e2e.waiting import until

TAPS = 24
WATCH_TICKS = """
window.__paints = [];
let released = 0;
window.addEventListener('pointerup', () => { released = performance.now(); }, true);
new MutationObserver(() => {
  if (released) { window.__paints.push(performance.now() - released); released = 0; }
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['aria-checked']});
"""


def measure() -> list[Result]:
    """Alternating taps on both apps; the grid has three children's weeks mounted and its calendar loaded."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as app,
        smallest_app() as smallest,
        chromium() as browser,
    ):
        slot = CityFacts(app).slot(state="free")
        ours, sizes = _open_grid(new_page(browser, 1280, 800), app.address)
        theirs = _open_smallest(new_page(browser, 1280, 800), smallest)
        cell = ours.get_by_role("checkbox", name=re.compile("^" + slot.cell.replace(" ", r"[\s\u00a0\u202f]"))).first
        peer = theirs.get_by_role("checkbox", name=re.compile("^" + CELL)).first
        own_times: list[float] = []
        peer_times: list[float] = []
        own_bytes: list[float] = []
        for _ in range(TAPS):
            peer_times.append(_tap(theirs, peer))
            before = len(sizes)
            own_times.append(_tap(ours, cell))
            own_bytes.append(float(sum(sizes[before:])))
    return [
        Result("Tick, tap to paint", middle(own_times[2:]), middle(peer_times[2:]), "ms", 1.3, "smallest Flet app"),
        Result("Bytes sent per tick", middle(own_bytes[2:]), 1024, "B", 1.0, "limit 1 kB"),
    ]


def _open_grid(page: Page, address: str) -> tuple[Page, list[int]]:
    page.add_init_script(WATCH_TICKS)
    parent = Parent(page, address, touch=False)
    parent.open()
    parent.signs_in_with_the_demonstration()
    parent.tap("button", "Réservations")
    parent.sees("checkbox", "Restauration scolaire")
    return page, parent.frames_received


def _open_smallest(page: Page, address: str) -> Page:
    page.add_init_script(WATCH_TICKS)
    page.goto(address)
    page.get_by_role("checkbox", name=re.compile(CELL)).wait_for(state="attached")
    return page


def _tap(page: Page, target: Locator) -> float:
    """Clicks the middle of a cell; milliseconds from the release to its changed state."""
    count = page.evaluate("window.__paints.length")
    box = target.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "count => window.__paints.length > count", count)
    return float(page.evaluate("window.__paints.at(-1)"))
