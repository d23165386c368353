"""Tap-to-paint of ticking a slot in the week grid, against the same tap in the smallest app; bytes sent per tick."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page

from benchmarks.busy_town import busy_town
from benchmarks.pages import chromium, new_page, smallest_app
from benchmarks.result import Result, middle
from benchmarks.smallest import CELL
from tests.e2e.city_facts import CityFacts
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, running_city, running_device
from tests.e2e.waiting import until

TAPS = 24
PAUSE_MS = 250
LAYOUTS = {"desktop, with the panel": (1280, 800), "tablet, with the bar": (820, 1180)}
WATCH_TICKS = """
window.__paints = [];
let released = 0;
window.addEventListener('pointerup', () => { released = performance.now(); }, true);
new MutationObserver(() => {
  if (released) { window.__paints.push(performance.now() - released); released = 0; }
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['aria-checked']});
"""


def measure() -> list[Result]:
    """Alternating taps on both apps, a parent's pause apart. The grid holds the week of three children and six services
    every day, its calendar the whole month, and a first slot is chosen already."""
    results = []
    with smallest_app() as smallest, chromium() as browser:
        for layout, (width, height) in LAYOUTS.items():
            with tempfile.TemporaryDirectory() as folder, _on_a_busy_town(Path(folder)) as app:
                first, second = CityFacts(app).found("free")[:2]
                ours, sizes = _open_grid(new_page(browser, width, height), app)
                theirs = _open_smallest(new_page(browser, width, height), smallest)
                _tap(ours, _cell(ours, first.cell))
                results += _compare(layout, ours, _cell(ours, second.cell), sizes, theirs)
                # A page whose app has ended asks for it for ever, beside those measured next.
                for page in (ours, theirs):
                    page.context.close()
    return results


def _compare(layout: str, ours: Page, cell: Locator, sizes: list[int], theirs: Page) -> list[Result]:
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
        Result(f"Tick, tap to paint ({layout})", middle(own_times), middle(peer_times), "ms", 1.3, "smallest Flet app"),
        Result(f"Bytes sent per tick ({layout})", middle(own_bytes), 1024, "B", 1.0, "limit 1 kB"),
    ]


def _cell(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile("^" + name.replace(" ", r"[\s\u00a0\u202f]"))).first


@contextlib.contextmanager
def _on_a_busy_town(folder: Path) -> Iterator[RunningApp]:
    file = folder / "ville.toml"
    file.write_text(busy_town(), encoding="utf-8")
    with (
        running_city(folder / "city", "--town", str(file)) as city,
        running_device(folder / "device", city) as app,
    ):
        yield app


def _open_grid(page: Page, app: RunningApp) -> tuple[Page, list[int]]:
    page.add_init_script(WATCH_TICKS)
    parent = Parent(page, app.address, touch=False)
    parent.open()
    parent.signs_in(app)
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
    painted = float(page.evaluate("window.__paints.at(-1)"))
    page.wait_for_timeout(PAUSE_MS)
    return painted
