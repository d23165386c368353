"""The whole app as a person starts it: `python -m app --web`, its city embedded, on free loopback ports."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

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


def listen(process: subprocess.Popen[str]) -> Queue[str]:
    """The lines of its output, as they come; an empty one at its end."""
    lines: Queue[str] = Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
        lines.put("")

    Thread(target=read, daemon=True).start()
    return lines


def next_line(process: subprocess.Popen[str], lines: Queue[str]) -> str:
    """The next line; fails with what the process said on stderr when none comes in time."""
    try:
        line = lines.get(timeout=READY_SECONDS)
    except Empty:
        line = ""
    if not line:
        process.kill()
        assert process.stderr is not None
        raise AssertionError(f"the app did not say it was ready: {process.stderr.read()}")
    return line


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
        lines = listen(process)
        app_line, city_line, family_line = (next_line(process, lines) for _ in range(3))
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
