"""Devices one after another at one address, on a city that runs: each an app of its own, on a folder of its own.

    python -m tests.e2e.devices E-MAIL PASSWORD

says its address. Each line `CITY FOLDER` or `CITY FOLDER signed-in` of its input puts the next device in the place of
the last, and is answered `ready`. A device that is signed in was so before its first page opened. How a real app starts
and ends is for `running_app` and `running_device`.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

import flet as ft

from app.cities import read_app_file
from app.container import Opened, open_portal
from app.folders import project_folder
from app.settings import Settings
from app.web import open_socket, serve, web_application
from tests.e2e.running_app import READY, SIGNED_IN
from views.dressing import Appearance
from views.root import start

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Family:
    """Who signs in."""

    email: str
    password: str


class Device:
    """One app; all its pages share one portal, opened with the first."""

    def __init__(self, settings: Settings, family: Family | None) -> None:
        self._settings = settings
        self._family = family
        self._opened: Opened | None = None
        self._opening = asyncio.Lock()

    async def show(self, page: ft.Page) -> None:
        async with self._opening:
            if self._opened is None:
                self._opened = await open_portal(self._settings, page)
                if self._family is not None:
                    await self._opened.portal.sign_in(self._family.email, self._family.password)
        start(page, self._opened.portal, None, Appearance(seed=self._settings.city.seed_colour))

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.close()


class Devices:
    """The device of the moment, and the next one when it is asked for."""

    def __init__(self, family: Family) -> None:
        self._entry = read_app_file(project_folder() / "flet.toml").cities[0]
        self._family = family
        self._device: Device | None = None

    async def show(self, page: ft.Page) -> None:
        assert self._device is not None, "no device yet"
        await self._device.show(page)

    async def follow(self, lines: asyncio.StreamReader) -> None:
        """Until the input ends."""
        while line := (await lines.readline()).decode().strip():
            city, folder, *rest = line.split(" ")
            if self._device is not None:
                await self._device.close()
            settings = Settings(city=self._entry.model_copy(update={"url": city}), folder=Path(folder))
            self._device = Device(settings, self._family if rest == [SIGNED_IN] else None)
            say(READY)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def standard_input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def main(email: str, password: str) -> None:
    devices = Devices(Family(email, password))
    listener = open_socket(HOST, 0)
    port = listener.getsockname()[1]
    lines = await standard_input()
    application = web_application(devices.show, HOST, port)
    serving = asyncio.create_task(serve(application, listener, lambda: say(f"http://{HOST}:{port}")))
    await devices.follow(lines)
    serving.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
