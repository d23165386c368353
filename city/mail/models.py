"""The outbox of mails."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class MailRow(Base):
    """A mail to deliver. Its text is emptied once delivered, since it may hold a single-use link."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_waiting", "delivered_at", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
