"""Slowing down who guesses passwords: per account and per network address, counted in the database.

Nobody is locked out: the wait grows from seconds to fifteen minutes at most, and a device that is already signed in to
the account is counted apart, so that a stranger's failures do not slow its owner down.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import LinkPurpose, SignInDelayRow
from city.clock import after

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

    @staticmethod
    def links(account_id: str, purpose: LinkPurpose) -> Counter:
        """The counter of mails with a link, which an account or a stranger has sent to somebody who did not ask."""
        return Counter(_key("links", account_id, purpose.value), FREE_FAILURES)

    def wait(self, failures: int) -> timedelta:
        """How long to wait after that many failures."""
        over = failures - self.free
        return timedelta(seconds=_STEPS[min(over, len(_STEPS)) - 1] if over > 0 else 0)


async def count_attempt(session: AsyncSession, counters: tuple[Counter, ...], now: datetime) -> int:
    """Counts an attempt as failed before it is looked at; answers 0, or the whole seconds to wait (then not counted).

    The counters are locked first, in one order, so that attempts at once do not slip through together.
    """
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    locked: dict[str, tuple[int, datetime, datetime]] = {}
    for counter in sorted(counters, key=lambda counter: counter.key):
        row = insert(SignInDelayRow).values(key=counter.key, failures=0, last_failure_at=now, not_before=now)
        row = row.on_conflict_do_update(index_elements=["key"], set_={"failures": SignInDelayRow.failures})
        columns = (SignInDelayRow.failures, SignInDelayRow.last_failure_at, SignInDelayRow.not_before)
        failures, last, not_before = (await session.execute(row.returning(*columns))).one()
        locked[counter.key] = failures, last, not_before
    wait = max((not_before - now).total_seconds() for _failures, _last, not_before in locked.values())
    if wait > 0:
        return int(-(-wait // 1))
    for counter in counters:
        failures, last, _not_before = locked[counter.key]
        failures = 1 if now - last >= FORGOTTEN_AFTER else failures + 1
        await session.execute(
            update(SignInDelayRow)
            .where(SignInDelayRow.key == counter.key)
            .values(failures=failures, last_failure_at=now, not_before=after(now, counter.wait(failures)))
        )
    return 0


async def forgive(session: AsyncSession, account: Counter, address: Counter) -> None:
    """After a success: the account starts anew, the address loses the attempt that was counted in advance."""
    both = SignInDelayRow.key.in_([account.key, address.key])
    await session.execute(select(SignInDelayRow.key).where(both).order_by(SignInDelayRow.key).with_for_update())
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
    await session.execute(delete(SignInDelayRow).where(SignInDelayRow.last_failure_at <= after(now, -FORGOTTEN_AFTER)))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
