"""Inscriptions périscolaires: what each child is registered to, and what is open."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from services.models.base import Model


class RegistrationState(StrEnum):
    ACTIVE = "active"
    PENDING = "pending"
    REFUSED = "refused"
    ENDED = "ended"
    TO_RENEW = "to_renew"


class ChildState(StrEnum):
    """A child's registrations in one word."""

    UP_TO_DATE = "up_to_date"
    PENDING = "pending"
    TO_RENEW = "to_renew"
    NONE = "none"


class RegistrationItem(Model):
    """Days included; `services` are names; `procedure` the id of the démarche it came by."""

    id: str
    activity: str
    activity_name: str
    services: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    state: RegistrationState
    procedure: str | None = None


class OpenActivity(Model):
    """What the child may be registered to, by the procedure `key`; days included."""

    activity: str
    activity_name: str
    key: str
    first_day: date | None = None
    last_day: date | None = None


class ChildRegistrations(Model):
    child: str
    items: tuple[RegistrationItem, ...]
    open: tuple[OpenActivity, ...] = ()


class Registrations(Model):
    """By child, in the order of birth."""

    source: str
    now: AwareDatetime
    children: tuple[ChildRegistrations, ...]
