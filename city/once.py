"""Reading the same thing once in a request that only reads: several blocks of a page begin with the same rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

_READ = "city_read_once"
Found = TypeVar("Found")


def read_once(session: AsyncSession) -> AsyncSession:
    """From now on what is asked by `once` is read once in this session. For one that changes nothing."""
    session.info[_READ] = {}
    return session


async def once(session: AsyncSession, key: Hashable, read: Callable[[], Awaitable[Found]]) -> Found:
    """What `read` answers; in a session of `read_once`, what it answered first under that key."""
    known: dict[Hashable, Any] | None = session.info.get(_READ)
    if known is None:
        return await read()
    if key not in known:
        known[key] = await read()
    found: Found = known[key]
    return found
