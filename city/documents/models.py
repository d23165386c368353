"""The table of bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class ContentRow(Base):
    """What a file is and how large; whose it is says the row that refers to it, in the room that took it."""

    __tablename__ = "document_content"

    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(index=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
