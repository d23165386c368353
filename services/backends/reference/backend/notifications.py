"""`Notifications` and `LiveEvents` over the reference city."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.events import server_events
from services.backends.reference.mapping.notification import (
    live_event,
    notification_page,
    notification_settings,
    notification_settings_body,
    reminders,
)
from services.backends.reference.mapping.picking import section
from services.models.notification import LiveEvent, NotificationPage, NotificationSettings, Reminder, Wish
from services.transport import naming_errors


class ReferenceNotifications(Port):
    """`Notifications`."""

    async def notifications(self, cursor: str | None = None) -> NotificationPage:
        answer = await self._client.ask("notifications", params={"cursor": cursor})
        with naming_errors():
            return notification_page(answer, self._source)

    async def mark_notifications_read(self, ids: tuple[str, ...]) -> None:
        await self._client.tell("POST", "notifications", "read", body={"ids": list(ids)})

    async def mark_notifications_read_until(self, until: datetime) -> None:
        await self._client.tell("POST", "notifications", "read", body={"until": until.isoformat()})

    async def mark_notifications_unread(self, ids: tuple[str, ...]) -> None:
        await self._client.tell("POST", "notifications", "unread", body={"ids": list(ids)})

    async def delete_notification(self, notification_id: str) -> None:
        await self._client.tell("DELETE", "notifications", notification_id)

    async def restore_notification(self, notification_id: str) -> None:
        await self._client.tell("POST", "notifications", notification_id, "restore")

    async def notification_settings(self) -> NotificationSettings:
        answer = await self._client.ask("notifications", "settings")
        with naming_errors():
            return notification_settings(answer, self._source)

    async def save_notification_settings(self, settings: NotificationSettings) -> None:
        await self._client.tell("PUT", "notifications", "settings", body=notification_settings_body(settings))

    async def reminders(self) -> tuple[Reminder, ...]:
        answer = await self._client.ask("reminders")
        with naming_errors():
            return reminders(answer)

    async def remind(self, wish: Wish) -> None:
        await self._client.tell("PUT", *_address(wish))

    async def forget_reminder(self, wish: Wish) -> None:
        await self._client.tell("DELETE", *_address(wish))


def _address(wish: Wish) -> tuple[str, ...]:
    slot = ("reminders", wish.service, wish.day.isoformat())
    return slot if wish.child is None else (*slot, wish.child, wish.about.value)


class ReferenceLiveEvents(Port):
    """`LiveEvents`."""

    async def events(self, after: str | None = None) -> AsyncGenerator[LiveEvent, None]:
        headers = {"Last-Event-ID": after} if after is not None else None
        async with aclosing(self._client.transport.lines(address("events"), headers)) as lines:
            async for event in server_events(lines):
                if event.name != "changed":
                    continue
                with naming_errors():
                    read = live_event(event.id, section(json.loads(event.data)))
                yield read
