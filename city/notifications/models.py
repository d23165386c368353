"""Tables of notifications, of how each account wants them, and of what parents asked to be reminded of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base

_TO_ANNOUNCE = text("announce_at IS NOT NULL")


class NotificationRow(Base):
    """One account's copy of a notification, with its own read mark; once per (account, kind, key).

    `announce_at`: from when on the mail and the live signal may go (None = they went, or there are none).
    `deleted_at`: taken off the list by the parent; kept a while so that it can be restored and is not made again.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "key"),
        Index("ix_notification_account_at", "account_id", "at", "id"),
        Index("ix_notification_announce", "announce_at", sqlite_where=_TO_ANNOUNCE, postgresql_where=_TO_ANNOUNCE),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str]
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    to_page: Mapped[str | None]
    to_id: Mapped[str | None]
    read_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    announce_at: Mapped[datetime | None]


class NotificationSettingsRow(Base):
    """How an account wants to be told; without a row as `preferences.py` says.

    `kinds` holds only what differs: {"news": {"app": true, "mail": true}}. Times of day are "HH:MM", both or none.
    """

    __tablename__ = "notification_settings"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    kinds: Mapped[dict[str, Any]] = mapped_column(JSON)
    quiet_from: Mapped[str | None]
    quiet_to: Mapped[str | None]


class ReminderRow(Base):
    """An account asked to be told when a service opens for a day. `opens`: when, as the rules said at that time."""

    __tablename__ = "reminder"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    opens: Mapped[datetime] = mapped_column(index=True)


class SlotReminderRow(Base):
    """An account asked to be told of a child's slot: before its deadline, or when a place is free (`about`).

    `at`: from when on it is to be told. `told_at`: of a deadline, when it was, so that nothing else tells it again.
    """

    __tablename__ = "slot_reminder"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"), primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
