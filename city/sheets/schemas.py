"""The JSON of « Mon Foyer » (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=r"^[^\x00]*$")]
Short = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")
]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=6, max_length=25, pattern=r"^\+?[0-9][0-9 .()/-]*$")
]


class AddressOut(BaseModel):
    """Where the household lives now."""

    street: str
    postcode: str
    town: str


class QuotientOut(BaseModel):
    """The family quotient and its days, included; `to` null = open."""

    model_config = ConfigDict(populate_by_name=True)

    value: int
    first: date | None = Field(serialization_alias="from")
    last: date | None = Field(serialization_alias="to")


class GuardianOut(BaseModel):
    """`email` and `phones` are shown to the household's own guardians."""

    id: str
    first_name: str
    last_name: str
    you: bool
    email: str | None
    phones: list[str]


class Doctor(BaseModel):
    """Whom to call; empty texts = not told."""

    name: Words = ""
    phone: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\+?[0-9][0-9 .()/-]{5,24})?$")] = ""


class Insurance(BaseModel):
    """The child's insurance; `until` is its last day."""

    company: Words = ""
    number: Words = ""
    until: date | None = None


class Authorisations(BaseModel):
    """None = never answered."""

    photo: bool | None = None
    leave_alone: bool | None = None


class PaiOut(BaseModel):
    """The care plan (PAI) holds until that day, included."""

    until: date = Field(serialization_alias="to")


class ChildOut(BaseModel):
    """`shared`: the child belongs to another household too, which sees and changes the same sheet."""

    id: str
    first_name: str
    last_name: str
    birth_date: date
    school: str
    class_name: str
    shared: bool
    diet: str | None
    allergies: str | None
    pai: PaiOut | None
    doctor: Doctor | None
    insurance: Insurance | None
    authorisations: Authorisations


class ContactOut(BaseModel):
    """`mine`: this household wrote it; another's is seen for the pick-up of a shared child only."""

    id: str
    name: str
    link: str
    phone: str
    emergency: bool
    pick_up: bool
    children: list[str]
    mine: bool


class NoticeOut(BaseModel):
    """Something missing or out of date."""

    code: str
    child: str | None = None
    child_name: str | None = None
    until: date | None = None


class SheetOut(BaseModel):
    """`changes`: by fact, `now` or `procedure:KEY`."""

    now: datetime
    name: str
    address: AddressOut | None
    quotient: QuotientOut | None
    guardians: list[GuardianOut]
    children: list[ChildOut]
    contacts: list[ContactOut]
    notices: list[NoticeOut]
    changes: dict[str, str]


class PersonIn(BaseModel):
    """What a guardian changes of themselves."""

    phones: list[Phone] = Field(max_length=5)


class ChildIn(BaseModel):
    """What is not sent stays. `null` forgets."""

    diet: Words | None = None
    allergies: Words | None = None
    doctor: Doctor | None = None
    insurance: Insurance | None = None
    authorisations: Authorisations | None = None


class ContactIn(BaseModel):
    """`children`: ids of this household's, one at least."""

    name: Short
    link: Short
    phone: Phone
    emergency: bool = False
    pick_up: bool = False
    children: list[str] = Field(min_length=1, max_length=30)
