"""Tables of what is known of a household and of its children besides their names.

An address belongs to one household; the sheet of a child is shared by both of its households.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class AddressRow(Base):
    """Where a household lives from `first_day` on, until a later row."""

    __tablename__ = "household_address"

    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    street: Mapped[str]
    postcode: Mapped[str]
    town: Mapped[str]


class ChildSheetRow(Base):
    """What those who look after a child must know. None = never told."""

    __tablename__ = "child_sheet"

    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"), primary_key=True)
    diet: Mapped[str | None]
    allergies: Mapped[str | None]
    pai_until: Mapped[date | None]
    doctor_name: Mapped[str | None]
    doctor_phone: Mapped[str | None]
    insurance_company: Mapped[str | None]
    insurance_number: Mapped[str | None]
    insurance_until: Mapped[date | None]
    photo: Mapped[bool | None]
    leave_alone: Mapped[bool | None]
    changed_at: Mapped[datetime]
