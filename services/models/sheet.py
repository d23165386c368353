"""Mon Foyer: what the city knows of the household, and what is missing or out of date."""

from collections.abc import Mapping
from datetime import date

from pydantic import AwareDatetime, Field

from services.models.base import Model
from services.models.procedure import Address


class Notice(Model):
    """Something missing or out of date; `code` as docs/wire-blocks.md lists them."""

    code: str
    child: str | None = None
    child_name: str | None = None
    until: date | None = None


class Quotient(Model):
    value: int
    first_day: date
    last_day: date | None = None


class GuardianSheet(Model):
    id: str
    first_name: str
    last_name: str
    you: bool
    email: str
    phones: tuple[str, ...] = ()
    address: Address | None = None


class CarePlan(Model):
    """A PAI; days included."""

    first_day: date
    last_day: date | None = None


class Doctor(Model):
    name: str
    phone: str


class Insurance(Model):
    company: str
    number: str
    until: date | None = None


class Authorisations(Model):
    photo: bool = False
    leave_alone: bool = False


class ChildSheet(Model):
    """`shared`: the child belongs to another household too."""

    id: str
    first_name: str
    last_name: str
    birth_date: date
    school: str
    class_name: str
    shared: bool = False
    diet: str | None = None
    allergies: str | None = None
    pai: CarePlan | None = None
    doctor: Doctor | None = None
    insurance: Insurance | None = None
    authorisations: Authorisations = Field(default_factory=Authorisations)


class ContactPerson(Model):
    """`children` are ids; `pick_up`: may fetch them; `emergency`: is called."""

    id: str
    name: str
    link: str
    phone: str
    emergency: bool
    pick_up: bool
    children: tuple[str, ...]


class Sheet(Model):
    """`procedures`: by fact, the key of the procedure that changes it; a fact absent there changes at once."""

    source: str
    now: AwareDatetime
    name: str
    address: Address | None
    quotient: Quotient | None
    guardians: tuple[GuardianSheet, ...]
    children: tuple[ChildSheet, ...]
    contacts: tuple[ContactPerson, ...]
    notices: tuple[Notice, ...]
    procedures: Mapping[str, str]


class ChildChanges(Model):
    """What the parent changes of a child at once; None = left as it is."""

    diet: str | None = None
    allergies: str | None = None
    doctor: Doctor | None = None
    insurance: Insurance | None = None
    authorisations: Authorisations | None = None
