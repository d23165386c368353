"""The SQL of notifications. Everything is of one account: not its own is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.database import UtcDateTime, read_rows
from city.notifications.kinds import Kind
from city.notifications.models import NotificationRow, NotificationSettingsRow, ReminderRow, SlotReminderRow
from city.notifications.preferences import Preferences

PAGE = 20

_UNREAD = (
    select(NotificationRow.account_id, NotificationSettingsRow.kinds, NotificationRow.kind, func.count())
    .outerjoin(NotificationSettingsRow, NotificationSettingsRow.account_id == NotificationRow.account_id)
    .where(
        among(NotificationRow.__table__.c.account_id, "accounts"),
        NotificationRow.deleted_at.is_(None),
        NotificationRow.read_at.is_(None),
    )
    .group_by(NotificationRow.account_id, NotificationRow.kind, NotificationSettingsRow.account_id)
)


def _listed(account_id: str, chosen: Preferences) -> list[ColumnElement[bool]]:
    """The base condition: the account's own, not deleted, of a kind it wants in the app."""
    mine = [NotificationRow.account_id == account_id, NotificationRow.deleted_at.is_(None)]
    return [*mine, NotificationRow.kind.not_in(chosen.unlisted)]


async def preferences_of(session: AsyncSession, account_id: str) -> Preferences:
    """How the account wants to be told."""
    found = select(NotificationSettingsRow).where(NotificationSettingsRow.account_id == account_id)
    return Preferences.of(await session.scalar(found))


async def keep_preferences(session: AsyncSession, account_id: str, chosen: Preferences) -> None:
    """Replaces how the account wants to be told."""
    values: dict[str, Any] = {
        "kinds": chosen.differing(),
        "quiet_from": f"{chosen.quiet.first:%H:%M}" if chosen.quiet else None,
        "quiet_to": f"{chosen.quiet.last:%H:%M}" if chosen.quiet else None,
    }
    statement = _insert(session, NotificationSettingsRow).values(account_id=account_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["account_id"], set_=values))


async def page_of(
    session: AsyncSession, account_id: str, chosen: Preferences, before: tuple[datetime, str] | None
) -> Sequence[NotificationRow]:
    """Up to one more than a page, newest first."""
    query = (
        select(NotificationRow)
        .where(*_listed(account_id, chosen))
        .order_by(NotificationRow.at.desc(), NotificationRow.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        at, last_id = before
        earlier = (NotificationRow.at == at) & (NotificationRow.id < last_id)
        query = query.where(or_(NotificationRow.at < at, earlier))
    return (await session.scalars(query)).all()


async def count_unread(session: AsyncSession, account_id: str, chosen: Preferences) -> int:
    """How many are on the list and unread."""
    unread = select(func.count()).where(*_listed(account_id, chosen), NotificationRow.read_at.is_(None))
    return await session.scalar(unread) or 0


async def unread_of(session: AsyncSession, account_ids: Collection[str]) -> dict[str, int]:
    """`count_unread` of several accounts at once, as each of them wants to be told. One statement."""
    found = dict.fromkeys(account_ids, 0)
    for account_id, kinds, kind, count in await read_rows(session, _UNREAD, {"accounts": account_ids}):
        if kind not in Preferences.with_kinds(kinds or {}).unlisted:
            found[account_id] += count
    return found


async def mark(session: AsyncSession, account_id: str, ids: Collection[str], read_at: datetime | None) -> bool:
    """Marks the account's own among `ids` read (or unread); what was read first stays so. True: something changed."""
    was = NotificationRow.read_at.is_(None) if read_at else NotificationRow.read_at.is_not(None)
    return await _change(session, account_id, NotificationRow.id.in_(sorted(ids)) & was, read_at=read_at)


async def mark_until(session: AsyncSession, account_id: str, until: datetime, read_at: datetime) -> bool:
    """Marks everything up to `until` (included) read."""
    unread = NotificationRow.read_at.is_(None) & (NotificationRow.at <= until)
    return await _change(session, account_id, unread, read_at=read_at)


async def mark_about(session: AsyncSession, account_id: str, kind: Kind, target: str, read_at: datetime) -> bool:
    """Marks what tells of one thing read."""
    about = (NotificationRow.kind == kind.value) & (NotificationRow.to_id == target)
    return await _change(session, account_id, about & NotificationRow.read_at.is_(None), read_at=read_at)


async def remove(session: AsyncSession, account_id: str, notification_id: str, now: datetime) -> bool:
    """Takes it off the list, if it still is on it. False when the account has no such notification."""
    deleted_at = func.coalesce(NotificationRow.deleted_at, literal(now, UtcDateTime()))
    return await _change(session, account_id, NotificationRow.id == notification_id, deleted_at=deleted_at)


async def put_back(session: AsyncSession, account_id: str, notification_id: str, since: datetime) -> bool:
    """Puts it back on the list if it was taken off after `since`, or never was. False when there is no such one."""
    recent = or_(NotificationRow.deleted_at.is_(None), NotificationRow.deleted_at > since)
    return await _change(session, account_id, (NotificationRow.id == notification_id) & recent, deleted_at=None)


async def _change(session: AsyncSession, account_id: str, which: ColumnElement[bool], **values: Any) -> bool:
    changed = await session.execute(
        update(NotificationRow)
        .where(NotificationRow.account_id == account_id, which)
        .values(**values)
        .returning(NotificationRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


async def forget(session: AsyncSession, *, made_before: datetime, deleted_before: datetime, over: date) -> None:
    """Deletes old notifications, those taken off the list long ago, and what was asked of days before `over`."""
    old = or_(NotificationRow.at < made_before, NotificationRow.deleted_at < deleted_before)
    await session.execute(delete(NotificationRow).where(old))
    await session.execute(delete(SlotReminderRow).where(SlotReminderRow.day < over))


async def count_reminders(session: AsyncSession, account_id: str) -> int:
    """How much the account waits for: openings, and slots."""
    kept = (select(func.count()).where(row.account_id == account_id) for row in (ReminderRow, SlotReminderRow))
    return sum([await session.scalar(each) or 0 for each in kept])


async def reminders_of(session: AsyncSession, account_id: str, now: datetime) -> Sequence[ReminderRow]:
    """What the account waits for, the first to open first."""
    mine = select(ReminderRow).where(ReminderRow.account_id == account_id, ReminderRow.opens > now)
    return (await session.scalars(mine.order_by(ReminderRow.opens, ReminderRow.day, ReminderRow.service))).all()


async def keep_reminder(session: AsyncSession, account_id: str, service: str, day: date, opens: datetime) -> None:
    """Notes that the account wants to know when the service opens for the day."""
    slot = {"account_id": account_id, "service": service, "day": day}
    statement = _insert(session, ReminderRow).values(**slot, opens=opens)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["account_id", "service", "day"], set_={"opens": opens})
    )


async def drop_reminder(session: AsyncSession, account_id: str, service: str, day: date) -> None:
    """Forgets it; harmless when there is none."""
    mine = (ReminderRow.account_id == account_id, ReminderRow.service == service, ReminderRow.day == day)
    await session.execute(delete(ReminderRow).where(*mine))


def _insert(session: AsyncSession, table: Any) -> Any:
    return (postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert)(table)
