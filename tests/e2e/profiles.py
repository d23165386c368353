"""Browser profiles on disk, kept from journey to journey: what the app is made of is fetched and compiled once.

A profile in memory keeps neither the compiled code of a script nor of CanvasKit: on disk, a page opens with two thirds
of the processor's work (2.5 s instead of 3.9 s).
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.e2e.screens import Screen

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # WebAssembly as it is first compiled: compiling it again, better, takes longer than a short journey gets back.
    "--js-flags=--liftoff-only --no-wasm-dynamic-tiering",
)

# Fifteen frames a second: a screen that nobody looks at is drawn in software, which is half of what a journey costs.
FEW_FRAMES = """
const draw = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = frame => setTimeout(() => draw(frame), 50);
window.cancelAnimationFrame = clearTimeout.bind(window);
"""


class Profiles:
    """Profiles for fingers and for the mouse; one more of a kind for a second person at the same time."""

    def __init__(self, playwright: Playwright, browser: str, folder: Path) -> None:
        self._playwright = playwright
        self._browser = browser
        self._folder = folder
        self._kept: dict[bool, list[BrowserContext]] = {True: [], False: []}

    def new_page(self, screen: Screen, *, every_frame: bool) -> Page:
        """A page of that size, in a profile in which no other is open."""
        kept = self._kept[screen.touch]
        profile = next((profile for profile in kept if len(profile.pages) == 1), None)
        if profile is None:
            profile = self._begin(screen, self._folder / f"{'finger' if screen.touch else 'mouse'}-{len(kept)}")
            kept.append(profile)
        page = profile.new_page()
        if not every_frame:
            page.add_init_script(FEW_FRAMES)
        page.set_viewport_size({"width": screen.width, "height": screen.height})
        return page

    def close(self) -> None:
        """Ends every browser."""
        for profile in [*self._kept[True], *self._kept[False]]:
            profile.close()

    def _begin(self, screen: Screen, folder: Path) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(
            folder,
            executable_path=self._browser,
            headless=True,
            args=QUIET,
            has_touch=screen.touch,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            device_scale_factor=1,
        )
