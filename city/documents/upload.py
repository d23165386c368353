"""Reading an upload: who sends it is known before its first byte is read, and no transaction waits for its last."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from city.accounts.sessions import recognise
from city.context import TheClock, TheDatabase
from city.documents.contents import Upload
from city.documents.examine import examine
from city.edge import MOST_BYTES
from city.errors import SessionExpired, TooBig

_bearer = HTTPBearer(auto_error=False)


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
    return Upload(data, await anyio.to_thread.run_sync(examine, data))


async def _read(request: Request) -> bytes:
    parts: list[bytes] = []
    read = 0
    try:
        async for part in request.stream():
            read += len(part)
            if read > MOST_BYTES:
                raise TooBig({"max_bytes": MOST_BYTES})
            parts.append(part)
    except HTTPException as error:
        if error.status_code == TooBig.status:
            raise TooBig({"max_bytes": MOST_BYTES}) from error
        raise
    return b"".join(parts)


TheUpload = Annotated[Upload, Depends(_uploaded)]
"""The first parameter of an endpoint that takes a file, before `Current` and `Transaction`."""
