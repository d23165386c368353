"""The JSON of `GET /household` (docs/wire.md)."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field


class GuardianOut(BaseModel):
    """`you` marks who is asking."""

    id: str
    first_name: str
    last_name: str
    you: bool


class SchoolOut(BaseModel):
    """A school of the town file."""

    id: str
    name: str


class RegistrationOut(BaseModel):
    """`services` are those of the activity that this child's school and age group have."""

    model_config = ConfigDict(populate_by_name=True)

    activity: str
    services: list[str]
    first_day: date = Field(serialization_alias="from")
    last_day: date = Field(serialization_alias="to")
    state: str


class ChildOut(BaseModel):
    """`rank` is the order of birth from 1."""

    id: str
    first_name: str
    last_name: str
    birth_date: date
    rank: int
    school: SchoolOut
    class_name: str
    registrations: list[RegistrationOut]


class ServiceOut(BaseModel):
    """A service that a child of the household is registered to."""

    id: str
    name: str
    short_name: str
    activity: str
    activity_name: str
    icon: str
    moment: str
    starts: str
    ends: str
    requires: list[str]
    excludes: list[str]
    linked: list[str]
    waiting_list: bool
    validation: bool


class HouseholdOut(BaseModel):
    """The household, its people and what they may book. `quotient` is null when unknown or lapsed."""

    now: datetime
    id: str
    name: str
    quotient: int | None
    guardians: list[GuardianOut]
    children: list[ChildOut]
    services: list[ServiceOut]
