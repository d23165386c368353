"""A browser that tells when things were there, by the page's own clock."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.ensure_browser import find_browser
from tests.e2e.profiles import QUIET
from tests.e2e.running_app import ROOT
from tests.e2e.waiting import until

WATCH = """
window.__seen = {};
window.addEventListener('flutter-first-frame', () => { window.__seen['first frame'] = performance.now(); });
window.__watch = (name, source) => {
  const pattern = new RegExp(source);
  const there = () => {
    const host = document.querySelector('flt-semantics-host');
    if (!host) return false;
    if (pattern.test(host.textContent || '')) return true;
    return [...host.querySelectorAll('[aria-label]')].some(node => pattern.test(node.ariaLabel || ''));
  };
  const look = () => {
    if (window.__seen[name] !== undefined || !there()) return;
    window.__seen[name] = performance.now();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  look();
};
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds since navigation began."""

    first_frame: float
    usable: float


@contextlib.contextmanager
def smallest_app() -> Iterator[str]:
    """Serves the smallest app; gives its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.smallest"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    path = find_browser()
    assert path is not None, "no Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def new_page(browser: Browser, width: int = 412, height: int = 915) -> Page:
    """A page of a fresh profile that watches itself."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="fr-FR", timezone_id="Europe/Paris"
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    return page


def open_and_time(browser: Browser, address: str, words: str) -> Opening:
    """Opens an address in a fresh profile; when the first frame and then the words were there."""
    page = new_page(browser)
    page.add_init_script(f"window.__watch('usable', {words!r});")
    page.goto(address)
    until(page, "() => window.__seen['usable'] !== undefined && window.__seen['first frame'] !== undefined")
    seen = page.evaluate("window.__seen")
    page.context.close()
    return Opening(first_frame=seen["first frame"], usable=seen["usable"])
