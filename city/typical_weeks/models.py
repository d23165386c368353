"""Table of typical weeks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class TypicalWeekRow(Base):
    """A named pattern of a household's child. The id is the app's; `pattern` is services, ticks and recurrence."""

    __tablename__ = "typical_week"

    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"), index=True)
    name: Mapped[str]
    pattern: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
