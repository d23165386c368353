"""`python -m benchmarks [name …]`: measures, prints, and with no name writes docs/benchmarks.md."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from benchmarks.result import Result, table

MEASURES = ("opening", "tick", "blocks", "calendar", "submissions", "dashboard", "history")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

`make bench` measures these again. Machines are noisy: every number is a median, and every verdict a ratio to a
limit or to a peer measured in the same run (alternating, served alike, fresh browser profiles). « reached » is what
this run says.

"""


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    results: list[Result] = []
    for name in names or MEASURES:
        measured = importlib.import_module(f"benchmarks.{name}").measure()
        print(table(measured), flush=True)
        results += measured
    if not names:
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        PAGE.write_text(f"{HEAD}Measured on: {machine}.\n\n{table(results)}", encoding="utf-8")
    return 0


sys.exit(main(sys.argv[1:]))
