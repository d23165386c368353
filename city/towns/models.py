"""The parts of a town, as its file says them: frozen, ids are the file's keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from city.rules.calendar import DayKindName
from city.rules.limits import Limit

Level = Literal["maternelle", "elementaire"]
Moment = Literal["morning", "noon", "evening", "day"]
Icon = Literal["meal", "morning", "evening", "study", "day", "half_day", "leisure", "other"]


@dataclass(frozen=True, slots=True)
class Contact:
    """How a parent reaches the town; texts as they are printed."""

    email: str
    phone: str
    address: str
    service_name: str
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class School:
    """A school; its level is also the age group of its pupils unless they have another.

    `classes`: its classes from the youngest on, as they are written; () where the file does not say.
    """

    id: str
    name: str
    level: Level
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A place that is not a school (a leisure centre)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A group of services, in the file's order."""

    id: str
    name: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """A number of places shared by ``services``.

    ``site``: the school whose pupils it counts or the site where it is; None = everybody.
    ``weekdays`` (Monday 0) empty = every day.
    """

    id: str
    site: str | None
    age_group: str | None
    services: tuple[str, ...]
    places: int
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Service:
    """A bookable service.

    ``schools`` and ``age_groups`` empty = all. ``days`` are the kinds of day on which it exists,
    ``weekdays`` (Monday 0) those among them (empty = all), ``also_on`` further days of any kind.
    ``hold``: how long an unpaid place is kept, None = no payment is asked. ``linked`` services stand or fall together.
    ``childcare``: it counts in the yearly tax statement (meals do not).
    """

    id: str
    name: str
    short_name: str
    activity: str
    icon: Icon
    starts: time
    ends: time
    moment: Moment
    days: tuple[DayKindName, ...]
    weekdays: frozenset[int]
    rule: str
    schools: tuple[str, ...] = ()
    site: str | None = None
    age_groups: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    validation: bool = False
    hold: timedelta | None = None
    waiting_list: bool = False
    waiting_list_closes: Limit | None = None
    last_places_from: int = 5
    also_on: frozenset[date] = frozenset()
    childcare: bool = True


TillMode = Literal["test", "activation", "production"]


@dataclass(frozen=True, slots=True)
class Till:
    """The town's till (régie) as PayFiP knows it, and how invoices are to be paid.

    ``numcli``: its six digits; None = nothing is paid online. Below ``min_cents`` an invoice is carried to the next;
    above ``max_cents`` PayFiP takes no order. ``due_days`` from the day an invoice is issued.
    """

    numcli: str | None = None
    mode: TillMode = "test"
    one_at_a_time: bool = False
    min_cents: int = 100
    max_cents: int = 10_000_000
    due_days: int = 30


@dataclass(frozen=True, slots=True)
class Band:
    """The price for a family quotient up to ``up_to`` (included; None = above all others)."""

    up_to: int | None
    cents: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The prices of a service from a day on, by rising quotient."""

    service: str
    first: date
    bands: tuple[Band, ...]

    def cents(self, quotient: int | None) -> int:
        """The price in cents; an unknown or lapsed quotient (None) pays the highest."""
        if quotient is None:
            return max(band.cents for band in self.bands)
        fitting = (b.cents for b in self.bands if b.up_to is None or quotient <= b.up_to)
        return next(fitting, self.bands[-1].cents)
