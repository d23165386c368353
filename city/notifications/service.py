"""The bell of an account: its list, its marks, how it wants to be told, what it asked to be reminded of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city import cursors
from city.accounts.sessions import SignedIn
from city.clock import after
from city.errors import NotFound
from city.events import Topic, tell
from city.notifications import asked, repository
from city.notifications.asked import About
from city.notifications.kinds import Kind
from city.notifications.models import NotificationRow
from city.notifications.preferences import Preferences
from city.notifications.refusals import TooManyReminders
from city.notifications.schemas import (
    NotificationOut,
    NotificationPage,
    ReadIn,
    ReminderOut,
    RemindersOut,
    TargetOut,
)
from city.towns import Town

RESTORABLE = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=365)
_KEPT_DELETED = timedelta(days=60)


async def list_notifications(
    session: AsyncSession, town: Town, me: SignedIn, now: datetime, cursor: str | None
) -> NotificationPage:
    """A page, newest first, of the kinds wanted in the app. Raises Invalid."""
    chosen = await repository.preferences_of(session, me.account_id)
    rows = await repository.page_of(session, me.account_id, chosen, cursors.read(cursor) if cursor else None)
    shown = rows[: repository.PAGE]
    return NotificationPage(
        now=now,
        unread=await repository.count_unread(session, me.account_id, chosen),
        items=[_out(row, town, now) for row in shown],
        next=cursors.written(shown[-1].at, shown[-1].id) if len(rows) > len(shown) else None,
    )


async def unread(session: AsyncSession, account_id: str) -> int:
    """The number on the bell."""
    return (await repository.unread_of(session, [account_id]))[account_id]


async def mark_read(session: AsyncSession, me: SignedIn, asked: ReadIn, now: datetime) -> None:
    """Marks those named, or all up to an instant; what is not the account's own is not there."""
    if asked.until is not None:
        changed = await repository.mark_until(session, me.account_id, asked.until, now)
    else:
        changed = await repository.mark(session, me.account_id, asked.ids or (), now)
    await _tell(session, me, now, changed=changed)


async def mark_read_about(session: AsyncSession, me: SignedIn, kind: Kind, target: str, now: datetime) -> None:
    """What tells of a thing that the account has just read is read too: the bell asks for it no more."""
    changed = await repository.mark_about(session, me.account_id, kind, target, now)
    await _tell(session, me, now, changed=changed)


async def mark_unread(session: AsyncSession, me: SignedIn, ids: list[str], now: datetime) -> None:
    """Makes those named unread again."""
    await _tell(session, me, now, changed=await repository.mark(session, me.account_id, ids, None))


async def delete(session: AsyncSession, me: SignedIn, notification_id: str, now: datetime) -> None:
    """Takes one off the list; again is harmless. It can be restored within the day. Raises NotFound."""
    if not await repository.remove(session, me.account_id, notification_id, now):
        raise NotFound
    await _tell(session, me, now, changed=True)


async def restore(session: AsyncSession, me: SignedIn, notification_id: str, now: datetime) -> None:
    """Puts one back on the list. Raises NotFound: not the account's own, or deleted longer ago."""
    if not await repository.put_back(session, me.account_id, notification_id, after(now, -RESTORABLE)):
        raise NotFound
    await _tell(session, me, now, changed=True)


async def choose(session: AsyncSession, me: SignedIn, chosen: Preferences, now: datetime) -> None:
    """Keeps how the account wants to be told."""
    await repository.keep_preferences(session, me.account_id, chosen)
    await _tell(session, me, now, changed=True)


async def remind(session: AsyncSession, town: Town, me: SignedIn, service: str, day: date, now: datetime) -> None:
    """Tells the account when the service opens for the day; nothing to do when it is open already.

    Raises NotFound: no such service, or it does not run that day; TooManyReminders.
    """
    if service not in town.services or not timedelta(0) <= day - now.date() <= asked.FURTHEST:
        raise NotFound
    verdict = town.judge(service, day, now)
    if not verdict.served:
        raise NotFound
    if verdict.verdict != "not_open" or verdict.opens is None:
        return
    if await repository.count_reminders(session, me.account_id) >= asked.MOST:
        raise TooManyReminders({"max": asked.MOST})
    await repository.keep_reminder(session, me.account_id, service, day, verdict.opens)


async def list_reminders(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> RemindersOut:
    """What the account waits for; at most as many as it may ask for."""
    zone = town.time_zone
    openings = [
        ReminderOut(about="opening", child=None, service=row.service, date=row.day, at=row.opens.astimezone(zone))
        for row in await repository.reminders_of(session, me.account_id, now)
    ]
    slots = [
        ReminderOut(
            about=About(row.about),
            child=row.child_id,
            service=row.service,
            date=row.day,
            at=row.at.astimezone(zone) if row.about == About.DEADLINE else None,
        )
        for row in await asked.awaited(session, me.account_id, now.date())
    ]
    return RemindersOut(now=now, items=[*openings, *slots])


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Forgets what is a year old, what was deleted two months ago, and what was asked of days that are over."""
    await repository.forget(
        session,
        made_before=after(now, -FORGOTTEN_AFTER),
        deleted_before=after(now, -_KEPT_DELETED),
        over=after(now, -RESTORABLE).date(),
    )


def shown_params(params: dict[str, Any], town: Town) -> dict[str, Any]:
    """What a notification says, with the names that the town file gives today."""
    service = params.get("service")
    if service is None or "service_name" in params:
        return params
    known = town.services.get(service)
    return params | {"service_name": known.name if known else service}


def _out(row: NotificationRow, town: Town, now: datetime) -> NotificationOut:
    return NotificationOut(
        id=row.id,
        kind=row.kind,
        at=row.at.astimezone(now.tzinfo),
        read=row.read_at is not None,
        params=shown_params(row.params, town),
        to=TargetOut(page=row.to_page, id=row.to_id) if row.to_page and row.to_id else None,
    )


async def _tell(session: AsyncSession, me: SignedIn, now: datetime, *, changed: bool) -> None:
    """The account's other devices follow."""
    if changed:
        await tell(session, me.household_id, Topic.NOTIFICATIONS, now=now, account_id=me.account_id)
