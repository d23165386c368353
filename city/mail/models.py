"""The outbox of mails."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class MailRow(Base):
    """A mail to deliver. Its words are emptied once delivered or given up, since they may hold a single-use link.

    `not_before`: quiet time, or the pause after an attempt that failed. No `html`: a mail of text alone.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_waiting", "delivered_at", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
