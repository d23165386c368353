"""A process of its own that submits one line, or only takes up what an earlier one left: made to be killed.

Arguments: URL, data folder, e-mail, password, and for a submission the line as JSON.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from services.backends.registry import open_backend
from services.clock import CityClock
from services.models import Line
from services.portal import Portal
from services.session import Credentials
from services.storage import FolderStorage
from services.transport import Transport
from services.vault import MemoryVault


async def live(url: str, folder: str, email: str, password: str, line: str | None = None) -> None:
    clock, credentials = CityClock(), Credentials()
    storage = FolderStorage(Path(folder))
    portal = Portal(
        open_backend("reference", "villiers", Transport(url, credentials=credentials, clock=clock)),
        city="villiers",
        credentials=credentials,
        clock=clock,
        storage=storage,
        vault=MemoryVault(),
        device="device-1",
    )
    await portal.restore()
    await portal.sign_in(email, password)
    await portal.settled()
    if line is not None:
        await portal.submit((Line.model_validate_json(line),))
    await portal.close()
    storage.close()


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
