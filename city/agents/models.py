"""Tables of agents. Passwords are argon2 hashes; tokens of sessions and links are kept as SHA-256 only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class AgentRow(Base):
    """Who works at the desk. `email` is lower case; no password before the first link; one who left is kept."""

    __tablename__ = "agent"

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class AgentSessionRow(Base):
    """A browser signed in. It ends at `ends_at`, or earlier when it is not used (`sessions.IDLE`)."""

    __tablename__ = "agent_session"

    id: Mapped[str] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class AgentLinkRow(Base):
    """A link that lets an agent choose a password, once, until `expires_at`."""

    __tablename__ = "agent_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
