"""Tables of phones and of the people around a household. What is known of a child is in `city/households/facts.py`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class PhonesRow(Base):
    """The phones of a guardian, the first to call first."""

    __tablename__ = "person_phones"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    phones: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime]


class ContactRow(Base):
    """Somebody to call in an emergency, or who may pick children up. The id is the app's.

    It belongs to the household that wrote it; for a child of two households, both see and change who may pick it up.
    """

    __tablename__ = "contact"

    id: Mapped[str] = mapped_column(primary_key=True)
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
