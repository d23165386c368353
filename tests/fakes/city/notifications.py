"""`Dashboards`, `Notifications` and `LiveEvents` of the fake city."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, timedelta
from typing import Any

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.dashboard import Block, BookingsContent, Dashboard
from services.models.notification import (
    LiveEvent,
    LiveTopic,
    Notification,
    NotificationPage,
    NotificationSettings,
    Reminder,
    Wish,
    WishAbout,
)
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.bookings import FakeBookings

_PAGE = 20


class FakeNotifications(FakeBookings):
    """`tell` is what the city says live, `notify` a new notification told live."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.dashboard_value: Dashboard = builders.dashboard()
        self.kept_notifications: list[Notification] = list(builders.notifications())
        self.deleted_notifications: dict[str, tuple[int, Notification]] = {}
        self.settings_value: NotificationSettings = builders.notification_settings()
        self.kept_reminders: set[Wish] = set()
        self.asked_after: list[str | None] = []
        self._told: list[LiveEvent] = []
        self._lines: list[asyncio.Queue[LiveEvent | ServiceError | None]] = []

    def block(self, name: str, block: Block[Any] | None) -> None:
        """That block of the dashboard is so from now on; None = the city has no such block."""
        self.dashboard_value = self.dashboard_value.model_copy(update={name: block})

    def fail_block(self, name: str, kind: ErrorKind = ErrorKind.UNEXPECTED) -> None:
        """The city cannot give that block."""
        given = type(getattr(builders.dashboard(), name))
        self.block(name, given(value=None, as_of=None, failed=kind))

    def notify(self, notification: Notification) -> None:
        self.kept_notifications.insert(0, notification)
        self.tell(LiveTopic.NOTIFICATIONS)

    def tell(self, *topics: LiveTopic) -> None:
        """Every open line hears that these have changed."""
        event = LiveEvent(id=str(len(self._told) + 1), now=self.now(), topics=topics, unread=self._unread)
        self._told.append(event)
        for line in self._lines:
            line.put_nowait(event)

    def break_lines(self, kind: ErrorKind | None = None) -> None:
        """Every open line ends: closed by the city, or by what `kind` names."""
        for line in self._lines:
            line.put_nowait(ServiceError(kind) if kind is not None else None)

    @property
    def open_lines(self) -> int:
        return len(self._lines)

    async def dashboard(self) -> Dashboard:
        await self.admit("dashboard")
        bookings = self.dashboard_value.bookings
        now = self.now()
        untouched = builders.dashboard()
        own = {
            name: block
            for name, block in self.own_blocks().items()
            if getattr(self.dashboard_value, name) == getattr(untouched, name)
        }
        changes: dict[str, object] = {"now": now, "unread": self._unread, **own}
        if bookings is not None and bookings.failed is None:
            last_day = builders.MONDAY + timedelta(days=builders.DASHBOARD_DAYS - 1)
            household = self.household_value.model_copy(update={"now": now})
            content = BookingsContent(household=household, calendar=self.calendar_of(builders.MONDAY, last_day))
            changes["bookings"] = Block[BookingsContent](value=content, as_of=now)
        return self.dashboard_value.model_copy(update=changes)

    def own_blocks(self) -> dict[str, Block[Any]]:
        """Blocks that follow from what this city holds; a test that replaces one has the last word."""
        return {}

    async def notifications(self, cursor: str | None = None) -> NotificationPage:
        await self.admit("notifications")
        start = int(cursor or 0)
        items = tuple(self.kept_notifications[start : start + _PAGE])
        following = str(start + _PAGE) if start + _PAGE < len(self.kept_notifications) else None
        return NotificationPage(
            source=builders.SOURCE, now=self.now(), unread=self._unread, items=items, next=following
        )

    async def mark_notifications_read(self, ids: tuple[str, ...]) -> None:
        await self.admit("mark_notifications_read")
        self._mark(lambda one: one.id in ids, read=True)

    async def mark_notifications_read_until(self, until: datetime) -> None:
        await self.admit("mark_notifications_read_until")
        self._mark(lambda one: one.at <= until, read=True)

    async def mark_notifications_unread(self, ids: tuple[str, ...]) -> None:
        await self.admit("mark_notifications_unread")
        self._mark(lambda one: one.id in ids, read=False)

    async def delete_notification(self, notification_id: str) -> None:
        await self.admit("delete_notification")
        for place, one in enumerate(self.kept_notifications):
            if one.id == notification_id:
                self.deleted_notifications[one.id] = (place, one)
                del self.kept_notifications[place]
                return

    async def restore_notification(self, notification_id: str) -> None:
        await self.admit("restore_notification")
        if notification_id not in self.deleted_notifications:
            raise ServiceError(ErrorKind.NOT_FOUND)
        place, one = self.deleted_notifications.pop(notification_id)
        self.kept_notifications.insert(place, one)

    async def notification_settings(self) -> NotificationSettings:
        await self.admit("notification_settings")
        return self.settings_value

    async def save_notification_settings(self, settings: NotificationSettings) -> None:
        await self.admit("save_notification_settings")
        self.settings_value = settings

    async def reminders(self) -> tuple[Reminder, ...]:
        await self.admit("reminders")
        order = sorted(self.kept_reminders, key=lambda one: (one.about is not WishAbout.OPENING, one.day, one.service))
        return tuple(
            Reminder(about=one.about, service=one.service, day=one.day, child=one.child, at=self._told_at(one))
            for one in order
        )

    def _told_at(self, wish: Wish) -> datetime | None:
        if wish.about is WishAbout.PLACE:
            return None
        slots = [slot for slot in self.slots.values() if (slot.service, slot.day) == (wish.service, wish.day)]
        if wish.about is WishAbout.OPENING:
            return next((slot.opens for slot in slots if slot.opens), self.now() + timedelta(days=1))
        ends = next((slot.book_by for slot in slots if slot.book_by), builders.deadline(wish.day))
        return (ends - timedelta(days=1)).replace(hour=18, minute=0)

    async def remind(self, wish: Wish) -> None:
        await self.admit("remind")
        self.kept_reminders.add(wish)

    async def forget_reminder(self, wish: Wish) -> None:
        await self.admit("forget_reminder")
        self.kept_reminders.discard(wish)

    async def events(self, after: str | None = None) -> AsyncGenerator[LiveEvent, None]:
        line: asyncio.Queue[LiveEvent | ServiceError | None] = asyncio.Queue()
        self.asked_after.append(after)
        await self.admit("events")
        last = self._told[-1].id if self._told else "0"
        if after is None:
            line.put_nowait(LiveEvent(id=last, now=self.now(), topics=(), unread=self._unread))
        else:
            for missed in self._told[int(after) :]:
                line.put_nowait(missed)
        self._lines.append(line)
        try:
            while (event := await line.get()) is not None:
                if isinstance(event, ServiceError):
                    raise event
                yield event
        finally:
            self._lines.remove(line)

    @property
    def _unread(self) -> int:
        return sum(not one.read for one in self.kept_notifications)

    def _mark(self, meant: Callable[[Notification], bool], *, read: bool) -> None:
        self.kept_notifications[:] = [
            one.model_copy(update={"read": read}) if meant(one) else one for one in self.kept_notifications
        ]
