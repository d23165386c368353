"""Who the parent is, and whose week it is."""

from datetime import date, datetime, time
from enum import StrEnum

from services.models.base import Model


class Moment(StrEnum):
    """When in the day a service falls: the three squares of the ribbon, or the whole bar."""

    MORNING = "morning"
    NOON = "noon"
    EVENING = "evening"
    DAY = "day"


class Contact(Model):
    """How to reach the town's school service; `hours` only where the town gives them."""

    service_name: str
    email: str
    phone: str
    address: str
    hours: str | None = None


class Town(Model):
    """What a city says of itself before sign-in."""

    source: str
    id: str
    name: str
    time_zone: str
    demonstration: bool
    seed_colour: str
    contact: Contact


class Account(Model):
    """The signed-in guardian's own identity."""

    id: str
    email: str
    first_name: str
    last_name: str


class Session(Model):
    """One device signed in. `token` is a secret: vault only, never a log, never the replica."""

    source: str
    token: str
    expires_at: datetime
    account: Account


class School(Model):
    id: str
    name: str


class Registration(Model):
    """A child's registration to an activity; days included at both ends."""

    activity: str
    services: tuple[str, ...]
    first_day: date
    last_day: date
    state: str


class Child(Model):
    """`rank` is the order of birth from 1: it gives the child's mark and colour."""

    id: str
    first_name: str
    last_name: str
    birth_date: date
    rank: int
    school: School
    class_name: str
    registrations: tuple[Registration, ...]


class Guardian(Model):
    id: str
    first_name: str
    last_name: str
    you: bool


class Service(Model):
    """A bookable prestation; `icon` is a key of `views/design/icons.py`; times are town-local."""

    id: str
    name: str
    short_name: str
    activity: str
    activity_name: str
    icon: str
    moment: Moment
    starts: time
    ends: time
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    waiting_list: bool = True
    validation: bool = False


class Household(Model):
    """`services` are in the order of the day; `children` in order of birth. `now` is the city's instant."""

    source: str
    now: datetime
    id: str
    name: str
    quotient: int | None
    guardians: tuple[Guardian, ...]
    children: tuple[Child, ...]
    services: tuple[Service, ...]

    def child(self, child_id: str) -> Child | None:
        return next((child for child in self.children if child.id == child_id), None)

    def service(self, service_id: str) -> Service | None:
        return next((service for service in self.services if service.id == service_id), None)
