"""The table of calendar feeds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class CalendarFeedRow(Base):
    """The one address of a guardian's calendar; the secret in it is kept as SHA-256 only.

    `hour_from` and `made_in_hour`: how often the calendar was made since then, so that a program that asks too often
    costs little.
    """

    __tablename__ = "calendar_feed"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    hour_from: Mapped[datetime]
    made_in_hour: Mapped[int]
