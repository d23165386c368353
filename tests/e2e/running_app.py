"""The whole app as a person starts it, on free loopback ports: its city embedded, or a city beside it."""

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
JUST_BEFORE = "2026-11-23T07:59"
SIGNED_IN = "signed-in"
READY = "ready"


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
    """The next line; fails when none comes in time."""
    try:
        line = lines.get(timeout=READY_SECONDS)
    except Empty:
        line = ""
    if not line:
        process.kill()
        raise AssertionError("the app did not say it was ready: see what it wrote on its error output")
    return line


def environment(where: Path = ROOT) -> dict[str, str]:
    """What both processes are given: no screen, no key ring of the machine. `where`: the app's own folder."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return kept | {"PYTHONPATH": str(where), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@contextlib.contextmanager
def started(*arguments: str, where: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """A Python module that runs while this lasts; pytest keeps what it writes on its error output."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=where,
        env=environment(where),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def seed_city(folder: Path) -> Path:
    """The demonstration city's data, as its first start makes them: to be copied by cities that start on Monday."""
    command = ["seed", "--data", str(folder), "--at", JUST_BEFORE]
    subprocess.run(
        [sys.executable, "-m", "city", *command],
        cwd=ROOT,
        env=environment(),
        check=True,
        capture_output=True,
        timeout=READY_SECONDS,
    )
    return folder


@contextlib.contextmanager
def running_app(folder: Path, *arguments: str, at: str = MONDAY_MORNING, where: Path = ROOT) -> Iterator[RunningApp]:
    """Starts the app and its embedded city on `folder`, waits for the three lines, and ends both."""
    with started("app", "--web", "--data", str(folder), "--at", at, *arguments, where=where) as process:
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


@dataclass(frozen=True, slots=True)
class RunningCity:
    """A city of its own process: its address, the demonstration family's way in, its data."""

    address: str
    email: str
    password: str
    folder: Path


@contextlib.contextmanager
def running_city(folder: Path, *more: str, at: str = MONDAY_MORNING, port: int = 0) -> Iterator[RunningCity]:
    """Starts the demonstration city alone on `folder`, as the app does, and ends it."""
    arguments = ("serve", "--embedded", "--port", str(port), "--data", str(folder), "--at", at)
    with started("city", *arguments, *more) as process:
        _ready, address, email, password, *_more = next_line(process, listen(process)).split()
        yield RunningCity(address, email, password, folder)


@contextlib.contextmanager
def running_device(folder: Path, city: RunningCity, address: str | None = None) -> Iterator[RunningApp]:
    """Starts an app with data of its own on a city that runs already, reached at `address` if another is given."""
    with started("app", "--web", "--data", str(folder), "--city", address or city.address) as process:
        lines = listen(process)
        app_line, _city_line = (next_line(process, lines) for _ in range(2))
        yield RunningApp(
            address=app_line.removeprefix("Portail Famille: "),
            city=city.address,
            email=city.email,
            password=city.password,
            process=process,
        )


class RunningDevices:
    """A process in which devices follow each other at one address (`tests.e2e.devices`)."""

    def __init__(self, city: RunningCity, process: subprocess.Popen[str]) -> None:
        self._city = city
        self._process = process
        self._lines = listen(process)
        self._address = next_line(process, self._lines)

    def next(self, folder: Path, *, signed_in: bool = False, address: str | None = None) -> RunningApp:
        """A device in the place of the last one, whose pages are closed; the city is reached at `address` if given."""
        assert self._process.stdin is not None
        self._process.stdin.write(
            " ".join([address or self._city.address, str(folder), *[SIGNED_IN] * signed_in]) + "\n"
        )
        self._process.stdin.flush()
        assert next_line(self._process, self._lines) == READY
        return RunningApp(self._address, self._city.address, self._city.email, self._city.password, self._process)


@contextlib.contextmanager
def running_devices(city: RunningCity) -> Iterator[RunningDevices]:
    """Starts the place of the devices on a city that runs already, and ends it."""
    with started("tests.e2e.devices", city.email, city.password) as process:
        yield RunningDevices(city, process)
