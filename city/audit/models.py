"""The table of the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class AuditRow(Base):
    """One act of an agent. `by` is their name as it was; no agent for an act of the command `portail-ville`.

    `act` is one of `city/audit/acts.py`; `kind`, `target` and `label` say on what; `before` and `after` are the data
    that the act changed, without secrets.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_kind_target", "kind", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agent.id"), index=True)
    by: Mapped[str]
    act: Mapped[str]
    kind: Mapped[str]
    target: Mapped[str]
    label: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
