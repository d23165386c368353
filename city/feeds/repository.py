"""The SQL of calendar feeds: the guardian's own, and the bookings of the household of whoever knows the secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.bookings.models import BookingRow
from city.bookings.repository import upsert
from city.bookings.states import BookingState
from city.feeds.models import CalendarFeedRow
from city.households.models import ChildRow

MOST = 2_000
"""More bookings than a large family has in a year."""
_EXPECTED = (BookingState.HELD, BookingState.BOOKED, BookingState.PRESENT)


@dataclass(frozen=True, slots=True)
class Expected:
    """A booking whose child is expected; `tentative` while its place is not paid."""

    id: str
    first_name: str
    service: str
    day: date
    tentative: bool
    changed_at: datetime


async def made_at(session: AsyncSession, account_id: str) -> datetime | None:
    """When the account's address was made; None without one."""
    query = select(CalendarFeedRow.made_at).where(CalendarFeedRow.account_id == account_id)
    return await session.scalar(query)


async def keep(session: AsyncSession, account_id: str, secret_hash: str, now: datetime) -> None:
    """The account's address from now on, in the place of the one it had."""
    values = {"secret_hash": secret_hash, "made_at": now, "hour_from": now, "made_in_hour": 0}
    statement = upsert(session, CalendarFeedRow).values(account_id=account_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["account_id"], set_=values))


async def drop(session: AsyncSession, account_id: str) -> None:
    """No address any more; harmless without one."""
    await session.execute(delete(CalendarFeedRow).where(CalendarFeedRow.account_id == account_id))


async def household_of(session: AsyncSession, secret_hash: str) -> str | None:
    """Whose bookings may be read under that secret; None for an unknown or revoked one."""
    query = select(AccountRow.household_id).join(CalendarFeedRow, CalendarFeedRow.account_id == AccountRow.id)
    return await session.scalar(query.where(CalendarFeedRow.secret_hash == secret_hash))


async def expected(session: AsyncSession, household_id: str, first: date, last: date) -> Sequence[Expected]:
    """The household's own bookings in which a child is expected, by day."""
    query = (
        select(
            BookingRow.id,
            ChildRow.first_name,
            BookingRow.service,
            BookingRow.day,
            BookingRow.state,
            BookingRow.changed_at,
        )
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(
            BookingRow.household_id == household_id,
            BookingRow.day.between(first, last),
            BookingRow.state.in_(_EXPECTED),
        )
        .order_by(BookingRow.day, BookingRow.id)
        .limit(MOST)
    )
    return [
        Expected(identity, name, service, day, state == BookingState.HELD, changed_at)
        for identity, name, service, day, state, changed_at in await session.execute(query)
    ]


async def count_making(session: AsyncSession, secret_hash: str, now: datetime, *, most: int, within: timedelta) -> int:
    """Counts one more calendar made; answers 0, or the whole seconds to wait when there were `most` already."""
    mine = CalendarFeedRow.secret_hash == secret_hash
    row = (await session.execute(select(CalendarFeedRow).where(mine).with_for_update())).scalar_one_or_none()
    if row is None:
        return 0
    if now - row.hour_from >= within:
        row.hour_from, row.made_in_hour = now, 0
    if row.made_in_hour >= most:
        return max(1, int((row.hour_from + within - now).total_seconds()))
    row.made_in_hour += 1
    return 0
