"""Tables of households.

A child may belong to two households (`HouseholdChild`): its school, class and registrations are shared by both;
quotient, guardians and everything booked belong to one household.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.database import Base

LEFT = "h_left"
"""The household of those whose accounts were deleted: what they signed still refers to them, and no household does."""


class RegistrationState(StrEnum):
    """Where a registration stands. Only an active one lets anything be booked."""

    ACTIVE = "active"
    PENDING = "pending"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Quotient:
    """A family quotient, from `first` to `last` (included, None = open); outside, or without one: unknown."""

    value: int | None = None
    first: date | None = None
    last: date | None = None

    def on(self, day: date) -> int | None:
        """The family quotient that counts on `day`; None when unknown or lapsed."""
        lapsed = self.last is not None and day > self.last
        early = self.first is not None and day < self.first
        return None if lapsed or early else self.value


class HouseholdRow(Base):
    """A foyer. `quotient` holds from `quotient_from` to `quotient_to` (included, None = open); outside: unknown.

    `number` is the town's own, by which its lists know the household; None: it came in another way.
    """

    __tablename__ = "household"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    quotient: Mapped[int | None]
    quotient_from: Mapped[date | None]
    quotient_to: Mapped[date | None]
    number: Mapped[str | None] = mapped_column(index=True, unique=True)

    def quotient_on(self, day: date) -> int | None:
        """The family quotient that counts on `day`; None when unknown or lapsed."""
        return Quotient(self.quotient, self.quotient_from, self.quotient_to).on(day)


class PersonRow(Base):
    """A guardian (représentant) of one household."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), index=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class ChildRow(Base):
    """A child. `school_id` and `age_group` are keys of the town file; `number` is the town's own, as a household's.

    `class_year`: the year in which the school year of `class_name` begins; None is taken for the year of today.
    `left_on`: the last day of its last class, once it has left the town's schools.
    """

    __tablename__ = "child"

    id: Mapped[str] = mapped_column(primary_key=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    birth_date: Mapped[date]
    school_id: Mapped[str]
    class_name: Mapped[str]
    age_group: Mapped[str]
    number: Mapped[str | None] = mapped_column(index=True, unique=True)
    class_year: Mapped[int | None]
    left_on: Mapped[date | None]

    registrations: Mapped[list[RegistrationRow]] = relationship(
        back_populates="child", lazy="raise", order_by="RegistrationRow.first_day, RegistrationRow.activity"
    )


class HouseholdChildRow(Base):
    """A child belongs to one household, or to two."""

    __tablename__ = "household_child"

    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"), primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"), primary_key=True, index=True)


class RegistrationRow(Base):
    """A child's registration to an activity of the town file, from `first_day` to `last_day` included.

    `ended_at`: when the desk ended it before its time; one that had not begun yet keeps its days and is `ended`.
    """

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="period"),
        Index("ix_registration_child_activity", "child_id", "activity"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("child.id"))
    activity: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[str] = mapped_column(default=RegistrationState.ACTIVE.value)
    ended_at: Mapped[datetime | None]

    child: Mapped[ChildRow] = relationship(back_populates="registrations", lazy="raise")

    def covers(self, day: date) -> bool:
        """Whether something of its activity may be booked on `day`."""
        return self.state == RegistrationState.ACTIVE and self.first_day <= day <= self.last_day
