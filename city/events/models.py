"""Table of changes: what to ask again, never the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class ChangeRow(Base):
    """Something changed for a household, or for one account of it. `topics` are words with a space between.

    `seq` is taken before the transaction ends, so that a lower one may appear after a higher one (see `watch.py`);
    it is never given twice.
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_household", "household_id", "seq"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    topics: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
