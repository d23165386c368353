"""The table of lists that are being looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class ListImportRow(Base):
    """A file as it came, and what each of its lines did then (`digests`). Emptied once applied, gone the next day.

    `year` is the one in which the school year of its classes begins; `counts` how many lines did what, once applied.
    """

    __tablename__ = "list_import"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    text: Mapped[str]
    year: Mapped[int]
    digests: Mapped[dict[str, str]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(index=True)
    applied_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
