"""Tables of phones and of the people around a household. What is known of a child is in `city/households/facts.py`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class PhonesRow(Base):
    """The phones of a guardian, the first to call first."""

    __tablename__ = "person_phones"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    phones: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime]


class ContactRow(Base):
    """Somebody to call in an emergency, or who may pick children up.

    It belongs to the household that wrote it, whose app made `app_id`; for a child of two households, both see and
    change who may pick it up, the other one under `id`.
    """

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_household_app", "household_id", "app_id", unique=True),)

    id: Mapped[str] = mapped_column(primary_key=True)
    app_id: Mapped[str] = mapped_column(server_default=text("''"))
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str]
    link: Mapped[str]
    phone: Mapped[str]
    emergency: Mapped[bool]
    pick_up: Mapped[bool]
    changed_at: Mapped[datetime]


class ContactChildRow(Base):
    """A child a contact is for."""

    __tablename__ = "contact_child"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"), primary_key=True, index=True)
