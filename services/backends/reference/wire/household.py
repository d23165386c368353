"""`GET /household`."""

import datetime as dt

from pydantic import AwareDatetime, Field

from services.backends.reference.wire.base import Wire


class GuardianWire(Wire):
    id: str
    first_name: str
    last_name: str
    you: bool = False


class SchoolWire(Wire):
    id: str
    name: str


class RegistrationWire(Wire):
    activity: str
    services: tuple[str, ...]
    first_day: dt.date = Field(alias="from")
    last_day: dt.date = Field(alias="to")
    state: str = "active"


class ChildWire(Wire):
    id: str
    first_name: str
    last_name: str
    birth_date: dt.date
    rank: int
    school: SchoolWire
    class_name: str = ""
    registrations: tuple[RegistrationWire, ...] = ()


class ServiceWire(Wire):
    id: str
    name: str
    short_name: str
    activity: str
    activity_name: str
    icon: str
    moment: str
    starts: dt.time
    ends: dt.time
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    waiting_list: bool = True
    validation: bool = False


class HouseholdWire(Wire):
    now: AwareDatetime
    id: str
    name: str
    quotient: int | None = None
    guardians: tuple[GuardianWire, ...] = ()
    children: tuple[ChildWire, ...]
    services: tuple[ServiceWire, ...]
