"""The test bank tells the till over HTTP that something happened, as often as was chosen on its page."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import httpx
from sqlalchemy import select

from city.bank.models import BankOperationRow
from city.clock import after
from city.database import Database
from city.jobs import Job, Work

log = logging.getLogger("city.bank")

_AGAIN = timedelta(seconds=5)
_SECONDS = 10
_AT_ONCE = 20


async def notify_tills(database: Database, now: datetime, client: httpx.AsyncClient) -> int:
    """Sends every notification that is due; how many. One that cannot be delivered is lost, as real ones are."""
    for_now = BankOperationRow.notify_at <= now
    async with database.transaction() as session:
        found = await session.scalar(select(BankOperationRow.id).where(for_now).limit(1))
    if found is None:
        return 0
    async with database.transaction(write=True) as session:
        rows = list(await session.scalars(select(BankOperationRow).where(for_now).limit(_AT_ONCE).with_for_update()))
        for row in rows:
            row.notify_left -= 1
            row.notify_at = after(now, _AGAIN) if row.notify_left > 0 else None
        await session.flush()
    for row in rows:
        try:
            await client.post(row.notify_url, data={"idop": row.id})
        except httpx.HTTPError:
            log.warning("a notification of the test bank was lost")
    return len(rows)


async def _notify(work: Work) -> None:
    if work.town.demonstration:
        async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
            await notify_tills(work.database, work.clock.now(), client)


BANK_JOBS = (Job("test_bank", 2, _notify),)
"""For `city/schedule.py`."""
