"""The addresses of the bell."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import NotFound, NotJson, SessionExpired
from city.notifications import asked, repository, service
from city.notifications.asked import About, Wanted
from city.notifications.refusals import NothingToTell, TooManyReminders
from city.notifications.schemas import Id, NotificationPage, ReadIn, RemindersOut, SettingsBody, UnreadIn
from city.problems import refusals
from city.submissions.schemas import Day, Key

router = APIRouter(tags=["notifications"])

ServiceKey = Annotated[Key, Path()]
ChildId = Annotated[Key, Path()]
NotificationId = Annotated[Id, Path()]


@router.get("/notifications", responses=refusals(SessionExpired))
async def list_notifications(
    me: Current,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    cursor: Annotated[str | None, Query(max_length=128)] = None,
) -> NotificationPage:
    """What the account was told, newest first, 20 a page."""
    return await service.list_notifications(session, town, me, now, cursor)


@router.post("/notifications/read", status_code=204, responses=refusals(SessionExpired, NotJson))
async def read_notifications(me: Current, asked: ReadIn, session: Transaction, now: ReceivedAt) -> None:
    """Marks some, or all up to an instant, read."""
    await service.mark_read(session, me, asked, now)


@router.post("/notifications/unread", status_code=204, responses=refusals(SessionExpired, NotJson))
async def unread_notifications(me: Current, asked: UnreadIn, session: Transaction, now: ReceivedAt) -> None:
    """Makes some unread again."""
    await service.mark_unread(session, me, asked.ids, now)


@router.get("/notifications/settings", responses=refusals(SessionExpired))
async def show_notification_settings(me: Current, session: Transaction) -> SettingsBody:
    """How the account is told, every kind."""
    return SettingsBody.showing(await repository.preferences_of(session, me.account_id))


@router.put("/notifications/settings", responses=refusals(SessionExpired, NotJson))
async def save_notification_settings(
    me: Current, asked: SettingsBody, session: Transaction, now: ReceivedAt
) -> SettingsBody:
    """Replaces how the account is told."""
    chosen = asked.chosen(await repository.preferences_of(session, me.account_id))
    await service.choose(session, me, chosen, now)
    return SettingsBody.showing(chosen)


@router.delete("/notifications/{notification_id}", status_code=204, responses=refusals(SessionExpired, NotFound))
async def delete_notification(
    me: Current, notification_id: NotificationId, session: Transaction, now: ReceivedAt
) -> None:
    """Takes one off the list."""
    await service.delete(session, me, notification_id, now)


@router.post("/notifications/{notification_id}/restore", status_code=204, responses=refusals(SessionExpired, NotFound))
async def restore_notification(
    me: Current, notification_id: NotificationId, session: Transaction, now: ReceivedAt
) -> None:
    """Puts one back on the list, within the day."""
    await service.restore(session, me, notification_id, now)


@router.get("/reminders", responses=refusals(SessionExpired))
async def list_reminders(me: Current, session: Transaction, town: TheTown, now: ReceivedAt) -> RemindersOut:
    """What the account waits to be told."""
    return await service.list_reminders(session, town, me, now)


@router.put(
    "/reminders/{service_key}/{day}",
    status_code=204,
    responses=refusals(SessionExpired, NotFound, TooManyReminders),
)
async def save_reminder(
    me: Current, service_key: ServiceKey, day: Day, session: Transaction, town: TheTown, now: ReceivedAt
) -> None:
    """Tells the account when the service opens for that day."""
    await service.remind(session, town, me, service_key, day, now)


@router.delete("/reminders/{service_key}/{day}", status_code=204, responses=refusals(SessionExpired))
async def delete_reminder(me: Current, service_key: ServiceKey, day: Day, session: Transaction) -> None:
    """No longer."""
    await repository.drop_reminder(session, me.account_id, service_key, day)


@router.put(
    "/reminders/{service_key}/{day}/{child}/{about}",
    status_code=204,
    responses=refusals(SessionExpired, NotFound, NothingToTell, TooManyReminders),
)
async def save_slot_reminder(
    me: Current,
    service_key: ServiceKey,
    day: Day,
    child: ChildId,
    about: About,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
) -> None:
    """Tells the account before the slot's deadline, or when a place is free where there is no waiting list."""
    await asked.ask(session, town, me, Wanted(about, child, service_key, day), now)


@router.delete("/reminders/{service_key}/{day}/{child}/{about}", status_code=204, responses=refusals(SessionExpired))
async def delete_slot_reminder(
    me: Current,
    service_key: ServiceKey,
    day: Day,
    child: ChildId,
    about: About,
    session: Transaction,
    now: ReceivedAt,
) -> None:
    """No longer."""
    await asked.forget(session, me, Wanted(about, child, service_key, day), now)
