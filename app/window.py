"""Whether a desktop window can be had on this machine."""

from __future__ import annotations

import asyncio
import os
import sys

CLIENT_SECONDS = 15.0
PREPARE_CLIENT = "import flet_desktop; flet_desktop.ensure_client_cached()"


def has_display() -> bool:
    """A screen to open a window on (always on Windows and macOS)."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def prepare_desktop_client(seconds: float = CLIENT_SECONDS) -> bool:
    """Has Flet fetch its desktop client if it is not there yet; False when it cannot be had in time."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PREPARE_CLIENT, stdin=quiet, stdout=quiet, stderr=quiet
    )
    try:
        return await asyncio.wait_for(process.wait(), seconds) == 0
    except TimeoutError:
        process.kill()
        await process.wait()
        return False
