"""The whole app as a person starts it: `python -m app --web`, its city embedded, on free loopback ports."""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90.0
MONDAY_MORNING = "2026-11-23T08:00"


@dataclass(frozen=True, slots=True)
class RunningApp:
    """Addresses and the demonstration family's way in, as printed."""

    address: str
    city: str
    email: str
    password: str
    process: subprocess.Popen[str]


def read_line(process: subprocess.Popen[str], seconds: float) -> str:
    """The next line of its output; fails with what it said on stderr when none comes in time."""
    assert process.stdout is not None and process.stderr is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        if selector.select(seconds):
            line = process.stdout.readline()
            if line:
                return line.rstrip("\n")
    process.kill()
    raise AssertionError(f"the app did not say it was ready: {process.stderr.read()}")


@contextlib.contextmanager
def running_app(folder: Path, *arguments: str, at: str = MONDAY_MORNING) -> Iterator[RunningApp]:
    """Starts the app on `folder`, waits for its three lines, and ends it."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, "-m", "app", "--web", "--data", str(folder), "--at", at, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        app_line = read_line(process, READY_SECONDS)
        city_line = read_line(process, READY_SECONDS)
        family_line = read_line(process, READY_SECONDS)
        email, password = family_line.removeprefix("Famille de démonstration: ").split(" / ")
        yield RunningApp(
            address=app_line.removeprefix("Portail Famille: "),
            city=city_line.removeprefix("Ville (API): "),
            email=email,
            password=password,
            process=process,
        )
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()
