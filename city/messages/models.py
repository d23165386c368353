"""Tables of threads, of their messages and attachments, and of what each account has read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class ThreadRow(Base):
    """A thread of one household with one office.

    `id` is the city's; `app_id` the one the app made, unique in the household only. `last_…` and `excerpt` are those of
    its last message (`last_account_id` None: the city wrote it); messages are numbered by `place` from 0 on, and
    `city_place` is that of the city's last one (-1: none). `waiting_since`: the family's first message that the city
    has neither answered nor laid aside.
    """

    __tablename__ = "thread"
    __table_args__ = (
        UniqueConstraint("household_id", "app_id"),
        Index("ix_thread_household_last", "household_id", "last_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    app_id: Mapped[str]
    office: Mapped[str]
    office_name: Mapped[str]
    subject: Mapped[str]
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    last_account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    last_from: Mapped[str]
    excerpt: Mapped[str]
    last_place: Mapped[int]
    city_place: Mapped[int]
    waiting_since: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    search: Mapped[str]


class MessageRow(Base):
    """A message: by a guardian (`account_id`) or by the city (`agent_id`). `author` is the name shown.

    `read_at`: when the other side first read it. `about`: what it speaks of, as the app named it.
    """

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("thread_id", "place"), UniqueConstraint("thread_id", "app_id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    place: Mapped[int]
    app_id: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agent.id"))
    author: Mapped[str]
    text: Mapped[str]
    about: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    read_at: Mapped[datetime | None]
    search: Mapped[str]


class AttachmentRow(Base):
    """A file of a household's threads; `message_id` None: uploaded, not sent yet. `app_id` as the app made it."""

    __tablename__ = "message_attachment"
    __table_args__ = (UniqueConstraint("household_id", "app_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    app_id: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content_id: Mapped[str] = mapped_column(ForeignKey("document_content.id"), index=True)
    added_at: Mapped[datetime]


class ThreadReadingRow(Base):
    """Up to which message an account has read a thread."""

    __tablename__ = "thread_reading"

    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    place: Mapped[int]
    at: Mapped[datetime]
