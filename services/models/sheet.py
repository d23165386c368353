"""Mon Foyer: what the city knows of the household, and what is missing or out of date."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

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
    """The family quotient and its days, included; None = open."""

    value: int
    first_day: date | None = None
    last_day: date | None = None


class GuardianSheet(Model):
    """`email` is None for a guardian without an account."""

    id: str
    first_name: str
    last_name: str
    you: bool
    email: str | None = None
    phones: tuple[str, ...] = ()


class CarePlan(Model):
    """A PAI; days included."""

    last_day: date | None = None


class Doctor(Model):
    """Empty texts: not told."""

    name: str = ""
    phone: str = ""


class Insurance(Model):
    """`until` is its last day."""

    company: str = ""
    number: str = ""
    until: date | None = None


class Authorisations(Model):
    """None = never answered."""

    photo: bool | None = None
    leave_alone: bool | None = None


class ChildSheet(Model):
    """`shared`: the child belongs to another household too, which sees and changes the same sheet."""

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
    """`children` are ids; `pick_up`: may fetch them; `emergency`: is called.

    Not `mine`: the other household of a shared child wrote it. It may be changed here for the children that are shared,
    but keeps its own children and emergency mark, and stays somebody who may pick up.
    """

    id: str
    name: str
    link: str
    phone: str
    emergency: bool = False
    pick_up: bool = False
    children: tuple[str, ...]
    mine: bool = True


class Fact(StrEnum):
    """What of a sheet may change."""

    ADDRESS = "address"
    QUOTIENT = "quotient"
    PHONES = "phones"
    CONTACTS = "contacts"
    DIET = "diet"
    ALLERGIES = "allergies"
    PAI = "pai"
    DOCTOR = "doctor"
    INSURANCE = "insurance"
    AUTHORISATIONS = "authorisations"


class Sheet(Model):
    """`at_once`: what the parent changes here; `procedures`: by fact, the key of the procedure that changes it.

    A fact in neither is changed by the town alone.
    """

    source: str
    now: AwareDatetime
    name: str
    address: Address | None
    quotient: Quotient | None
    guardians: tuple[GuardianSheet, ...]
    children: tuple[ChildSheet, ...]
    contacts: tuple[ContactPerson, ...]
    notices: tuple[Notice, ...]
    at_once: tuple[Fact, ...]
    procedures: Mapping[Fact, str]


class ChildChanges(Model):
    """What the parent changes of a child at once. What is not given stays as it is; None forgets it."""

    diet: str | None = None
    allergies: str | None = None
    doctor: Doctor | None = None
    insurance: Insurance | None = None
    authorisations: Authorisations | None = None
