"""Tables of accounts. Passwords are argon2 hashes; tokens of sessions and links are kept as SHA-256 only."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class LinkPurpose(StrEnum):
    """What a single-use link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose
    EMAIL_CHANGE = "email_change"


class AccountRow(Base):
    """One guardian's account: one person, one household. `email` is lower case; no password before the invitation."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]


class DeviceSessionRow(Base):
    """A device signed in. At most one per account and device; `expires_at` slides with its use."""

    __tablename__ = "device_session"
    __table_args__ = (UniqueConstraint("account_id", "device"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    device_name: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SingleUseLinkRow(Base):
    """A link sent by mail that serves once, until `expires_at`."""

    __tablename__ = "single_use_link"
    __table_args__ = (Index("ix_single_use_link_account_purpose", "account_id", "purpose"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInDelayRow(Base):
    """Failed sign-ins of one account or one network address. `key` is a hash: neither is kept in clear."""

    __tablename__ = "sign_in_delay"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_failure_at: Mapped[datetime] = mapped_column(index=True)
    not_before: Mapped[datetime]


class InvitationRequestRow(Base):
    """An account that is to be invited; a job sends the links, so that many of them hold nobody up."""

    __tablename__ = "invitation_request"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    asked_at: Mapped[datetime]


class ResetRequestRow(Base):
    """« Mot de passe oublié », asked for an e-mail, known or not; a job turns it into a link if it is known."""

    __tablename__ = "reset_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    asked_at: Mapped[datetime]
