"""The bell, and what a parent asks to be told."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Protocol

from services.models.notification import LiveEvent, NotificationPage, NotificationSettings, Reminder, Wish


class Notifications(Protocol):
    """Every write is harmless to repeat."""

    async def notifications(self, cursor: str | None = None) -> NotificationPage:
        """The account's own, newest first: each guardian has their own marks."""
        ...

    async def mark_notifications_read(self, ids: tuple[str, ...]) -> None:
        """Ids that are not there are passed over."""
        ...

    async def mark_notifications_read_until(self, until: datetime) -> None:
        """All that had come at that instant of the city."""
        ...

    async def mark_notifications_unread(self, ids: tuple[str, ...]) -> None: ...

    async def delete_notification(self, notification_id: str) -> None: ...

    async def restore_notification(self, notification_id: str) -> None:
        """Takes a deletion of the day back. Raises NOT_FOUND later."""
        ...

    async def notification_settings(self) -> NotificationSettings:
        """By kind and channel, and the quiet time."""
        ...

    async def save_notification_settings(self, settings: NotificationSettings) -> None:
        """Replaces them."""
        ...

    async def reminders(self) -> tuple[Reminder, ...]:
        """What this parent waits for: openings, the first to open first; then slots, the first day first."""
        ...

    async def remind(self, wish: Wish) -> None:
        """Tell this parent, once. Raises NOT_FOUND for what never comes, NOTHING_TO_TELL for what is over or near."""
        ...

    async def forget_reminder(self, wish: Wish) -> None: ...


class LiveEvents(Protocol):
    def events(self, after: str | None = None) -> AsyncGenerator[LiveEvent, None]:
        """What changes, as it changes, after the event of that id; until the line breaks or is closed.

        Ends silently when the city closes the line. Raises SESSION_EXPIRED, NOT_FOUND where the city has no such line.
        An event says what to ask again, never the content; the same one twice is harmless.
        """
        ...
