"""Tables of news items, of whom they are for and who has read them, and of the canteen's menus."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base

_TO_ANNOUNCE = text("announced_at IS NULL")


class NewsRow(Base):
    """A news item, shown from `published_at` until `until` (excluded; None = for good), unless it is withdrawn.

    `publisher` is who says it. `announced_at`: when families were told of it. `content_id`: its picture,
    `picture_description` what it shows (None = it only decorates).
    """

    __tablename__ = "news"
    __table_args__ = (
        Index("ix_news_announce", "published_at", sqlite_where=_TO_ANNOUNCE, postgresql_where=_TO_ANNOUNCE),
        Index("ix_news_published", "published_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    publisher: Mapped[str]
    icon: Mapped[str]
    content_id: Mapped[str | None] = mapped_column(ForeignKey("document_content.id"), index=True)
    picture_description: Mapped[str | None]
    published_at: Mapped[datetime]
    until: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class NewsTargetRow(Base):
    """Whom an item is for: `school:KEY`, `activity:KEY` or `age_group:WORD`; an item without any is for all."""

    __tablename__ = "news_target"

    news_id: Mapped[str] = mapped_column(ForeignKey("news.id", ondelete="CASCADE"), primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)


class NewsReadingRow(Base):
    """An account has read an item."""

    __tablename__ = "news_reading"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    news_id: Mapped[str] = mapped_column(ForeignKey("news.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime]


class MenuRow(Base):
    """What the canteen serves on a day. `courses`: [{"kind", "name", "marks"}] in the order of the meal."""

    __tablename__ = "menu"

    day: Mapped[date] = mapped_column(primary_key=True)
    courses: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    imported_at: Mapped[datetime]
