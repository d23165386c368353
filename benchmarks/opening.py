"""Time to the first frame and to a usable dashboard, against the smallest app, alternating, fresh profiles."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.pages import Opening, chromium, new_page, open_and_time, smallest_app
from benchmarks.result import Result, middle
from benchmarks.smallest import FIRST_TEXT
from tests.e2e.parent import Parent
from tests.e2e.running_app import running_app

RUNS = 9
USABLE = r"Réserver"


def measure() -> list[Result]:
    """Both apps served alike; the parent is already signed in, as on every day but the first."""
    ours: list[Opening] = []
    theirs: list[Opening] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as app,
        smallest_app() as smallest,
        chromium() as browser,
    ):
        first = Parent(new_page(browser), app.address, touch=False)
        first.open()
        first.signs_in_with_the_demonstration()
        for _ in range(RUNS):
            theirs.append(open_and_time(browser, smallest, FIRST_TEXT))
            ours.append(open_and_time(browser, app.address, USABLE))
    return [
        Result(
            "First frame",
            middle([o.first_frame for o in ours]),
            middle([t.first_frame for t in theirs]),
            "ms",
            1.15,
            "smallest Flet app",
        ),
        Result(
            "Usable dashboard",
            middle([o.usable for o in ours]),
            middle([t.usable for t in theirs]),
            "ms",
            1.4,
            "smallest Flet app's first text",
        ),
    ]
