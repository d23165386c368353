"""Slowing down who guesses passwords: per account and per network address, counted in the database.

Nobody is locked out: the wait grows from seconds to fifteen minutes at most, and a device that is already signed in to
the account is counted apart, so that a stranger's failures do not slow its owner down.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import SignInDelayRow

FORGOTTEN_AFTER = timedelta(hours=24)
FREE_FAILURES = 5
FREE_FAILURES_OF_AN_ADDRESS = 30
_STEPS = (2, 4, 8, 15, 30, 30, 60, 120, 300, 900)


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing whose failures are counted; `free` of them cost nothing."""

    key: str
    free: int

    @staticmethod
    def account(email: str, known_device: str | None) -> Counter:
        """The account's counter, or the one it has for a device already signed in to it."""
        return Counter(_key("account", email, known_device or ""), FREE_FAILURES)

    @staticmethod
    def address(address: str) -> Counter:
        """The counter of a network address, shared by all who are behind it: more is free."""
        return Counter(_key("address", address), FREE_FAILURES_OF_AN_ADDRESS)

    def wait(self, failures: int) -> timedelta:
        """How long to wait after that many failures."""
        over = failures - self.free
        return timedelta(seconds=_STEPS[min(over, len(_STEPS)) - 1] if over > 0 else 0)


async def seconds_to_wait(session: AsyncSession, counters: tuple[Counter, ...], now: datetime) -> int:
    """Whole seconds until another attempt is looked at; 0 = at once."""
    latest = await session.scalars(
        select(SignInDelayRow.not_before).where(
            SignInDelayRow.key.in_([counter.key for counter in counters]), SignInDelayRow.not_before > now
        )
    )
    waits = [(at - now).total_seconds() for at in latest]
    return int(-(-max(waits) // 1)) if waits else 0


async def count_attempt(session: AsyncSession, counters: tuple[Counter, ...], now: datetime) -> None:
    """Counts an attempt as failed before it is looked at, so that attempts at once do not slip through together."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    for counter in sorted(counters, key=lambda counter: counter.key):
        fresh = insert(SignInDelayRow).values(
            key=counter.key, failures=1, last_failure_at=now, not_before=now + counter.wait(1)
        )
        forgotten = SignInDelayRow.last_failure_at <= now - FORGOTTEN_AFTER
        failures = await session.scalar(
            fresh.on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "failures": case((forgotten, 1), else_=SignInDelayRow.failures + 1),
                    "last_failure_at": now,
                },
            ).returning(SignInDelayRow.failures)
        )
        await session.execute(
            update(SignInDelayRow)
            .where(SignInDelayRow.key == counter.key)
            .values(not_before=now + counter.wait(failures or 1))
        )


async def forgive(session: AsyncSession, account: Counter, address: Counter) -> None:
    """After a success: the account starts anew, the address loses the attempt that was counted in advance."""
    await forget(session, account)
    await session.execute(
        update(SignInDelayRow)
        .where(SignInDelayRow.key == address.key, SignInDelayRow.failures > 0)
        .values(failures=SignInDelayRow.failures - 1)
    )


async def forget(session: AsyncSession, account: Counter) -> None:
    """Starts the account's counter anew (its owner proved themselves by a link)."""
    await session.execute(delete(SignInDelayRow).where(SignInDelayRow.key == account.key))


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Deletes counters without a failure for a day."""
    await session.execute(delete(SignInDelayRow).where(SignInDelayRow.last_failure_at <= now - FORGOTTEN_AFTER))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
