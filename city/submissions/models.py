"""Tables of submissions, of their numbers and of what followed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base

_TO_MAIL = text("mail_due")


class SubmissionRow(Base):
    """One submission and its receipt, kept as first answered (`body`, JSON in UTF-8).

    It is written first with its key, so that the same key again waits for it; number and body follow in the same
    transaction. `fingerprint` tells whether the same key came with the same lines. `search` is what can be searched.
    `mail_due`: whether a job still has to send it to who submitted, if they want it.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("account_id", "idempotency_key"),
        UniqueConstraint("year", "serial"),
        Index("ix_submission_household", "household_id", "year", "serial"),
        Index("ix_submission_to_mail", "received_at", sqlite_where=_TO_MAIL, postgresql_where=_TO_MAIL),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    idempotency_key: Mapped[str]
    fingerprint: Mapped[str]
    received_at: Mapped[datetime]
    by: Mapped[str]
    year: Mapped[int | None]
    serial: Mapped[int | None]
    total_cents: Mapped[int] = mapped_column(default=0)
    line_count: Mapped[int] = mapped_column(default=0)
    refused_count: Mapped[int] = mapped_column(default=0)
    body: Mapped[bytes | None]
    search: Mapped[str] = mapped_column(default="")
    mail_due: Mapped[bool | None]


class SubmissionCounterRow(Base):
    """The last number given in a year."""

    __tablename__ = "submission_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class FollowUpRow(Base):
    """What happened later to a line of a receipt: a place freed, a hold that expired, a closure, a new price."""

    __tablename__ = "follow_up"

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), index=True)
    at: Mapped[datetime]
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"))
    service: Mapped[str]
    day: Mapped[date]
    code: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
