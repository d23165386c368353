"""`make screenshots`: goes through the app once for each size.

`ARGS="phone swap"` takes only those sizes and scenes anew and leaves the other pictures as they are.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.city_facts import CityFacts
from tests.e2e.ensure_browser import find_browser
from tests.e2e.parent import Parent
from tests.e2e.profiles import QUIET
from tests.e2e.running_app import ROOT, RunningApp, running_app
from tests.e2e.screens import DESKTOP, PHONE, TABLET, Screen
from tests.e2e.screenshots import choosing, desk, ends, entering, living, sending, towns, troubles
from tests.e2e.screenshots.album import untold, write_album
from tests.e2e.screenshots.camera import Camera, Scene, Set
from tests.e2e.screenshots.press import Press

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {screen.name: screen for screen in (PHONE, DESKTOP, TABLET)}


@dataclass(frozen=True, slots=True)
class Stage:
    """`opens` gives the app and its line to the city, if that can be cut."""

    opens: Callable[[Path], AbstractContextManager[tuple[RunningApp, Any]]]
    play: Callable[[Set, Any], None]


STAGES = {
    "troubles": Stage(troubles.far_city, troubles.play),
    "ends": Stage(ends.far_city, ends.play),
    "towns": Stage(towns.two_towns, towns.play),
}
SCENES: tuple[Scene, ...] = (*entering.SCENES, *choosing.SCENES, *sending.SCENES, *living.SCENES)


def opened(browser: Browser, screen: Screen) -> BrowserContext:
    return browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        has_touch=screen.touch,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme="light",
        device_scale_factor=1,
    )


def a_set(context: BrowserContext, press: Press, app: RunningApp, screen: Screen, folder: Path, data: Path) -> Set:
    parent = Parent(context.new_page(), app.address, touch=screen.touch)
    return Set(Camera(parent, screen, folder, press), parent, app, CityFacts(app), data)


def play(name: str, scene: Callable[[], object]) -> bool:
    """Plays one scene; says on stderr what stopped it. Whether it came to its end."""
    try:
        scene()
    except Exception:
        sys.stderr.write(f"{name}: {traceback.format_exc(limit=-3)}\n")
        return False
    return True


def tour(browser: Browser, press: Press, screen: Screen, folder: Path, only: Sequence[str]) -> list[str]:
    """All pictures of one size; the scenes that did not come to their end."""
    failed = []
    with tempfile.TemporaryDirectory() as data, running_app(Path(data)) as app:
        context = opened(browser, screen)
        at = a_set(context, press, app, screen, folder, Path(data))
        for scene in SCENES:
            name = scene.__name__
            if (not only or name in only or name == "dashboard") and not play(name, partial(scene, at)):
                failed.append(f"{name} ({screen.name})")
        context.close()
        if (
            screen is DESKTOP
            and (not only or "desk" in only)
            and not play("desk", lambda: desk.play(browser, press, folder, app.city))
        ):
            failed.append("desk")
    for name, stage in STAGES.items():
        if (not only or name in only) and not play(name, partial(on_stage, browser, press, screen, folder, stage)):
            failed.append(f"{name} ({screen.name})")
    return failed


def on_stage(browser: Browser, press: Press, screen: Screen, folder: Path, stage: Stage) -> None:
    """Plays what needs a city and a device of its own."""
    with tempfile.TemporaryDirectory() as data, stage.opens(Path(data)) as (app, line):
        context = opened(browser, screen)
        stage.play(a_set(context, press, app, screen, folder, Path(data)), line)
        context.close()


def hang(fresh: Path, screen: Screen, *, whole: bool) -> None:
    """Puts the new pictures of a size in the place of the old ones; `whole`: all of them."""
    for old in FOLDER.glob(f"*-{screen.name}-*.png") if whole else ():
        old.unlink()
    shutil.copytree(fresh, FOLDER, dirs_exist_ok=True)


def main(words: Sequence[str]) -> int:
    path = find_browser()
    assert path is not None, "no Chromium"
    screens = [SIZES[word] for word in words if word in SIZES] or list(SIZES.values())
    only = [word for word in words if word not in SIZES]
    failed: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        press = Press(browser.new_context())
        for screen in screens:
            with tempfile.TemporaryDirectory() as fresh:
                failed += tour(browser, press, screen, Path(fresh), only)
                hang(Path(fresh), screen, whole=not only)
        browser.close()
    write_album(FOLDER)
    failed += [f"no chapter of the album shows {name}" for name in untold(FOLDER)]
    for scene in failed:
        sys.stderr.write(f"not to its end: {scene}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
