"""Writing changes: in the transaction of what causes them, so that nothing is told that did not happen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import String, bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.clock import after
from city.database import UtcDateTime, connection_of
from city.events.models import ChangeRow
from city.households.models import HouseholdChildRow

KEPT = timedelta(days=2)
"""A device that comes back later asks everything again."""


class Topic(StrEnum):
    """What to ask again."""

    NOTIFICATIONS = "notifications"
    MESSAGES = "messages"
    INVOICES = "invoices"
    PROCEDURES = "procedures"
    BOOKINGS = "bookings"
    NEWS = "news"
    HOUSEHOLD = "household"
    REGISTRATIONS = "registrations"
    SESSION = "session"


_TABLE: Any = ChangeRow.__table__
_WRITE = insert(_TABLE).values(
    household_id=bindparam("household_id"),
    account_id=bindparam("account_id"),
    topics=bindparam("topics"),
    at=bindparam("at"),
)

_MEMBER: Any = HouseholdChildRow.__table__
_WRITE_FAMILIES = insert(_TABLE).from_select(
    ["household_id", "topics", "at"],
    select(_MEMBER.c.household_id, bindparam("topics", type_=String()), bindparam("at", type_=UtcDateTime()))
    .distinct()
    .where(among(_MEMBER.c.child_id, "children")),
)


async def tell(
    session: AsyncSession, household_id: str, *topics: Topic, now: datetime, account_id: str | None = None
) -> None:
    """Wakes the household's devices (or those of one account of it) once the session's transaction is committed.

    What is told is only *what* to ask again. Telling twice is harmless.
    """
    await tell_all(session, {household_id}, *topics, now=now, account_id=account_id)


async def tell_all(
    session: AsyncSession,
    household_ids: Collection[str],
    *topics: Topic,
    now: datetime,
    account_id: str | None = None,
) -> None:
    """`tell` for many households at once."""
    if not household_ids or not topics:
        return
    said = " ".join(sorted(set(topics)))
    connection = await connection_of(session)
    await connection.execute(
        _WRITE,
        [
            {"household_id": household, "account_id": account_id, "topics": said, "at": now}
            for household in sorted(household_ids)
        ],
    )


async def tell_families(session: AsyncSession, child_ids: Collection[str], *topics: Topic, now: datetime) -> None:
    """`tell` for every household of the children. One statement."""
    if child_ids and topics:
        connection = await connection_of(session)
        said = " ".join(sorted(set(topics)))
        await connection.execute(_WRITE_FAMILIES, {"children": child_ids, "topics": said, "at": now})


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Deletes what was told long ago, but for the last: the next number is then known to be the next."""
    last = select(func.max(ChangeRow.seq)).scalar_subquery()
    old = (ChangeRow.at < after(now, -KEPT)) & (ChangeRow.seq < last)
    await session.execute(delete(ChangeRow).where(old).execution_options(synchronize_session=False))
