"""Tables of what a guardian asked for their own account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class EmailChangeRow(Base):
    """The address that an account's owner wants instead, until its link is opened. One per account: the last asked."""

    __tablename__ = "email_change"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    email: Mapped[str]
    asked_at: Mapped[datetime]


class DeletionRequestRow(Base):
    """A guardian asked that their account be deleted; an agent decides, since bills may be open."""

    __tablename__ = "deletion_request"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    asked_at: Mapped[datetime]
