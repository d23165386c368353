"""The city asks the bank by itself: a notification may come late, twice, or never."""

from __future__ import annotations

from datetime import datetime, timedelta

from city.database import Database
from city.jobs import Job, Work
from city.payments.bank import Bank
from city.payments.checking import check, claim
from city.towns import Town

_AT_ONCE = 20
_PAUSE = timedelta(minutes=1)


async def ask_bank(database: Database, town: Town, bank: Bank, now: datetime) -> int:
    """Asks about every order that is due; how many. Harmless to repeat, and to run on several workers."""
    orders = await claim(database, now, _AT_ONCE, _PAUSE)
    for order_id in orders:
        await check(database, town, bank, order_id, now)
    return len(orders)


async def _ask(work: Work) -> None:
    if work.bank is not None:
        await ask_bank(work.database, work.town, work.bank, work.clock.now().astimezone(work.town.time_zone))


PAYMENT_JOBS = (Job("payments", 10, _ask),)
"""For `city/schedule.py`."""
