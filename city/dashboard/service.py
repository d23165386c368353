"""Putting the blocks together: one that fails, fails alone."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.dashboard.blocks import Provider
from city.database import Database
from city.notifications.service import unread
from city.once import read_once
from city.towns import Town

log = logging.getLogger("city.dashboard")

FAILED = to_json({"failed": "UNEXPECTED"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for the dashboard, where and when (the town's time)."""

    database: Database
    town: Town
    me: SignedIn
    now: datetime


async def dashboard(session: AsyncSession, asked: Asked, blocks: Mapping[str, Provider]) -> bytes:
    """Every block of `blocks` that the city has now, and the number on the bell, as JSON.

    All are read in the session's transaction. After a failure, which may have left it unusable, it is rolled back and
    the others are read in new ones.
    """
    count = await unread(read_once(session), asked.me.account_id)
    shown: dict[str, bytes] = {}
    left = await _read(session, asked, dict(blocks), shown)
    if left is not None:
        await session.rollback()
    while left:
        async with asked.database.transaction() as another:
            left = await _read(read_once(another), asked, left, shown)
            await another.rollback()
    written = b",".join(b"%b:%b" % (to_json(name), shown[name]) for name in blocks)
    return b'{"now":%b,"unread":%d,"blocks":{%b}}' % (to_json(asked.now.isoformat()), count, written)


async def _read(
    session: AsyncSession, asked: Asked, blocks: dict[str, Provider], shown: dict[str, bytes]
) -> dict[str, Provider] | None:
    """Reads blocks into `shown` until one fails; answers those that are left then, None when all were read."""
    left = dict(blocks)
    for name, provider in blocks.items():
        del left[name]
        try:
            shown[name] = to_json(await provider(session, asked.town, asked.me, asked.now))
        except Exception:
            log.exception("the dashboard's block %s failed", name)
            shown[name] = FAILED
            return left
    return None
