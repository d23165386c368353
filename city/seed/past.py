"""What the past leaves: receipts that nobody mails any more, and a bell on which only what is recent is unread."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.notifications.models import NotificationRow
from city.submissions.models import SubmissionRow

_RECENT = timedelta(weeks=3)


async def settle_past(session: AsyncSession, now: datetime) -> None:
    """To be called when everything is told: what was told more than three weeks ago was read."""
    await session.execute(update(SubmissionRow).values(mail_due=None))
    old = NotificationRow.at < after(now, -_RECENT), NotificationRow.read_at.is_(None)
    await session.execute(update(NotificationRow).where(*old).values(read_at=NotificationRow.at))
