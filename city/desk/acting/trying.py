"""Seeing what an act would do before it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from city.database import Database

Found = TypeVar("Found")


async def tried(database: Database, act: Callable[[AsyncSession], Awaitable[Found]]) -> Found:
    """What `act` answers when it is done in a transaction of its own that is then taken back."""
    async with database.transaction(write=True) as session:
        found = await act(session)
        await session.rollback()
    return found
