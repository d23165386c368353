"""The test bank's own table, in the demonstration town's database so that every worker knows it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base

_TO_NOTIFY = text("notify_at IS NOT NULL")


class BankOperationRow(Base):
    """An operation as the bank keeps it. `result` is PayFiP's letter: P, V (paid), R, Z (refused), A (abandoned).

    `notify_at` is when it tells the till next, `notify_left` how many times more.
    """

    __tablename__ = "bank_operation"
    __table_args__ = (
        Index("ix_bank_operation_notify_at", "notify_at", sqlite_where=_TO_NOTIFY, postgresql_where=_TO_NOTIFY),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    numcli: Mapped[str]
    exer: Mapped[str]
    refdet: Mapped[str]
    objet: Mapped[str]
    cents: Mapped[int]
    mel: Mapped[str]
    saisie: Mapped[str]
    notify_url: Mapped[str]
    return_url: Mapped[str]
    created_at: Mapped[datetime]
    result: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    number: Mapped[str | None]
    notify_at: Mapped[datetime | None]
    notify_left: Mapped[int] = mapped_column(default=0)
