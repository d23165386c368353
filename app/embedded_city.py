"""Starts the reference city beside the app, as a process of its own that never outlives it."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from dataclasses import dataclass, field
from pathlib import Path

from views.text import _

START_SECONDS = 60.0
STOP_SECONDS = 5.0
MAIL_FOLDER = "courriels"
"""Where the city leaves its mails, in its data folder."""
_WORDS = 7


class CityStartError(Exception):
    """The embedded city did not start; the text is the city's own sentence."""


@dataclass(frozen=True, slots=True)
class EmbeddedCity:
    """A running city: its address, the demonstration family's way in, the folder of the mails it writes, its desk."""

    url: str
    email: str
    password: str = field(repr=False)
    mails: Path
    desk_url: str
    desk_email: str
    desk_password: str = field(repr=False)
    process: asyncio.subprocess.Process = field(repr=False)

    async def stop(self) -> None:
        """Closes its input, which ends it; insists after a while."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
            return
        self.process.kill()
        await self.process.wait()


async def start_embedded_city(
    folder: Path, *, at: str | None = None, reset: bool = False, public_url: str | None = None
) -> EmbeddedCity:
    """Starts the city on its own data folder and waits for its READY line.

    `at` is a local instant ("2026-11-23T08:00") from which its clock runs; `public_url` is the app's own address,
    for the links in its mails. Raises `CityStartError`.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    arguments = ["-m", "city", "serve", "--embedded", "--port", "0", "--data", str(folder)]
    if at is not None:
        arguments += ["--at", at]
    if public_url is not None:
        arguments += ["--public-url", public_url]
    if reset:
        arguments += ["--reset-demo"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdout is not None and process.stderr is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START_SECONDS)
    except TimeoutError:
        process.kill()
        raise CityStartError(_("La ville de démonstration ne démarre pas.")) from None
    words = line.decode().split()
    if len(words) != _WORDS or words[0] != "READY":
        said = (await process.stderr.read()).decode(errors="replace").strip()
        await process.wait()
        raise CityStartError(said.splitlines()[-1] if said else _("La ville de démonstration ne démarre pas."))
    url, email, password, desk_url, desk_email, desk_password = words[1:]
    mails = folder / MAIL_FOLDER
    city = EmbeddedCity(url, email, password, mails, desk_url, desk_email, desk_password, process)
    _forward(process.stderr)
    return city


_forwarders: set[asyncio.Task[None]] = set()


def _forward(stream: asyncio.StreamReader) -> None:
    """Passes on what the city writes to its log: an unread pipe would stop it when full."""

    async def pump() -> None:
        while chunk := await stream.readline():
            sys.stderr.write(chunk.decode(errors="replace"))

    task = asyncio.create_task(pump())
    _forwarders.add(task)
    task.add_done_callback(_forwarders.discard)
