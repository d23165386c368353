"""The bell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from pydantic import TypeAdapter

from services.models.base import DEFERRED
from services.models.notification import Notification, NotificationPage, NotificationSettings, Reminder, Wish
from services.portal.core import Part, needed
from services.ports import Notifications
from services.presence import Belongings
from services.query import Copy, Query, Topic

_PAGE: TypeAdapter[NotificationPage] = TypeAdapter(NotificationPage)
_SETTINGS: TypeAdapter[NotificationSettings] = TypeAdapter(NotificationSettings)
_REMINDERS: TypeAdapter[tuple[Reminder, ...]] = TypeAdapter(tuple[Reminder, ...], config=DEFERRED)


class NotificationsPart(Part):
    """`portal.notifications`. Writes raise what the city's absence raises, and NOT_FOUND."""

    @property
    def offered(self) -> bool:
        """Whether the city has a bell."""
        return self._core.backend.notifications is not None

    @property
    def unread(self) -> int:
        """As last counted, by an answer or live; followed by `Topic.UNREAD`."""
        return self._core.presence.mine.unread

    def page(self, cursor: str | None = None) -> Query[NotificationPage]:
        """Newest first; no cursor = the newest."""
        name = f"notifications:{cursor or ''}"
        return self._core.questions.of(
            name, Topic.NOTIFICATIONS, _PAGE, lambda: self._port.notifications(cursor), self._count
        )

    def settings(self) -> Query[NotificationSettings]:
        return self._core.questions.of(
            "notification_settings", Topic.PROFILE, _SETTINGS, lambda: self._port.notification_settings()
        )

    async def mark_read(self, *ids: str) -> None:
        unread = sum(not one.read for one in self._held(ids))
        await self._write(lambda: self._port.mark_notifications_read(ids), -unread)

    async def mark_all_read(self) -> None:
        """All that has come until now."""
        now = self._core.clock.now()
        await self._write(lambda: self._port.mark_notifications_read_until(now), -self.unread)

    async def mark_unread(self, *ids: str) -> None:
        read = sum(one.read for one in self._held(ids))
        await self._write(lambda: self._port.mark_notifications_unread(ids), read)

    async def delete(self, notification_id: str) -> None:
        """Can be taken back within the day, by `restore`."""
        unread = sum(not one.read for one in self._held((notification_id,)))
        await self._write(lambda: self._port.delete_notification(notification_id), -unread)

    async def restore(self, notification_id: str) -> None:
        await self._write(lambda: self._port.restore_notification(notification_id), 0)

    async def save_settings(self, settings: NotificationSettings) -> None:
        await self._core.exchange.ask(lambda: self._port.save_notification_settings(settings))
        self._core.exchange.announce(Topic.PROFILE, Topic.NOTIFICATIONS)

    def reminders(self) -> Query[tuple[Reminder, ...]]:
        """What this parent waits for; the city forgets each when it has told it."""
        return self._core.questions.of("reminders", Topic.NOTIFICATIONS, _REMINDERS, lambda: self._port.reminders())

    async def remind(self, *wishes: Wish) -> None:
        """« Me prévenir ». Those before one that is refused stand."""
        await self._wish(self._port.remind, wishes)

    async def forget_reminder(self, *wishes: Wish) -> None:
        """« Ne plus me prévenir »."""
        await self._wish(self._port.forget_reminder, wishes)

    async def _wish(self, call: Callable[[Wish], Awaitable[None]], wishes: tuple[Wish, ...]) -> None:
        try:
            for wish in wishes:
                await self._core.exchange.ask(partial(call, wish))
        finally:
            self._core.exchange.announce(Topic.NOTIFICATIONS)

    @property
    def _port(self) -> Notifications:
        return needed(self._core.backend.notifications)

    def _held(self, ids: tuple[str, ...]) -> tuple[Notification, ...]:
        """Those of the newest page."""
        copy = self.page().held()
        return tuple(one for one in copy.value.items if one.id in ids) if copy is not None else ()

    async def _write(self, call: Callable[[], Awaitable[None]], change: int) -> None:
        """`change` of the count as far as this device knows; what the city counted meanwhile stands."""
        mine, before = self._core.presence.mine, self.unread
        await self._core.exchange.ask(call)
        if mine.unread == before:
            self._core.presence.count_unread(mine, max(0, before + change))
        self._core.exchange.announce(Topic.NOTIFICATIONS)

    async def _count(self, mine: Belongings, copy: Copy[NotificationPage]) -> Copy[NotificationPage]:
        self._core.presence.count_unread(mine, copy.value.unread)
        return copy
