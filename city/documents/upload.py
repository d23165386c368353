"""Reading an upload: who sends it is known before its first byte is read, and no transaction waits for its last."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from city.accounts.sessions import recognise
from city.context import TheClock, TheDatabase
from city.documents.contents import Upload
from city.documents.examine import examine
from city.edge import MOST_BYTES
from city.errors import SessionExpired, TooBig

_bearer = HTTPBearer(auto_error=False)
_EXAMINERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="examine")
"""Unfolding a picture takes much memory: two at a time, the others wait."""


async def _uploaded(
    request: Request,
    database: TheDatabase,
    clock: TheClock,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Upload:
    async with database.transaction() as session:
        known = await recognise(session, credentials.credentials, clock.now()) if credentials else None
    if known is None:
        raise SessionExpired(headers={"WWW-Authenticate": "Bearer"})
    data = await _read(request)
    kind = await asyncio.get_running_loop().run_in_executor(_EXAMINERS, examine, data)
    return Upload(data, kind)


async def _read(request: Request) -> bytes:
    parts: list[bytes] = []
    read = 0
    async for part in request.stream():
        read += len(part)
        if read > MOST_BYTES:
            raise TooBig({"max_bytes": MOST_BYTES})
        parts.append(part)
    return b"".join(parts)


TheUpload = Annotated[Upload, Depends(_uploaded)]
"""The first parameter of an endpoint that takes a file, before `Current` and `Transaction`."""
