"""Démarches: the catalogue, a form as data, a draft saved as typed, and what became of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, Field

from services.models.base import Model
from services.models.document import FileType


class About(StrEnum):
    """Whom a procedure is for."""

    CHILD = "child"
    HOUSEHOLD = "household"


class FieldKind(StrEnum):
    """UNKNOWN: a kind this app cannot ask; the form then says to use a newer app."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class ProcedureState(StrEnum):
    DRAFT = "draft"
    TO_COMPLETE = "to_complete"
    PENDING = "pending"
    VALIDATED = "validated"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


EDITABLE = frozenset({ProcedureState.DRAFT, ProcedureState.TO_COMPLETE})


class ProcedureGroup(StrEnum):
    """CURRENT = draft and to complete; SENT = the others."""

    CURRENT = "current"
    SENT = "sent"
    ALL = "all"


class Address(Model):
    street: str = ""
    postcode: str = ""
    town: str = ""


Answer = str | int | float | bool | Address | tuple[str, ...]
"""A string, a number, a boolean, an address, or keys of options (`choices`)."""


class CatalogueItem(Model):
    """A procedure of the town. `opens` and `closes`: the period that counts today, days included; None = always open.

    `reply_days`: within how many days the city usually answers. `absence`: the fields of the first day, and where
    there is one of the last, if it is the one that notes an absence.
    """

    source: str
    key: str
    title: str
    summary: str
    icon: str
    about: About
    open: bool
    opens: date | None = None
    closes: date | None = None
    reply_days: int | None = None
    absence: tuple[str, ...] = ()


class Option(Model):
    key: str
    label: str


class Condition(Model):
    """The field is asked only when the answer of `field` is one of `values`."""

    field: str
    values: tuple[str | bool | int, ...]


class FormField(Model):
    """`least` and `most`: the bounds of a number or a day, the length of a text, the count of documents (included).

    `max_bytes` of each document.
    """

    key: str
    kind: FieldKind
    label: str
    help: str = ""
    required: bool = False
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    least: int | float | date | None = None
    most: int | float | date | None = None
    accepts: tuple[FileType, ...] = ()
    max_bytes: int | None = None
    many: bool = False


class Definition(Model):
    """A form as data. `version` tells one wording of it from the next."""

    source: str
    key: str
    version: int
    title: str
    summary: str = ""
    intro: str = ""
    about: About
    reply_days: int | None = None
    fields: tuple[FormField, ...]

    def field(self, key: str) -> FormField | None:
        return next((field for field in self.fields if field.key == key), None)

    def asked(self, answers: Mapping[str, Answer]) -> tuple[FormField, ...]:
        """The fields these answers call for, in order: one whose condition rests on a field not asked is not."""
        asked: dict[str, FormField] = {}
        for field in self.fields:
            when = field.when
            if when is None or (when.field in asked and _meets(answers.get(when.field), when)):
                asked[field.key] = field
        return tuple(asked.values())


def _meets(answer: Answer | None, condition: Condition) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    return any(type(one) is type(value) and one == value for one in given for value in condition.values)


class Problem(Model):
    """What is wrong with an answer; `code` as docs/wire-blocks.md lists them."""

    field: str
    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Effect(Model):
    """What a decision did ("the registration is open" …)."""

    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Procedure(Model):
    """`words`: the city's last; `asked`: the fields it wants again; `answered` of `of` fields are filled."""

    source: str
    id: str
    number: str | None
    key: str
    title: str
    icon: str
    child: str | None
    child_name: str | None
    state: ProcedureState
    words: str | None = None
    asked: tuple[str, ...] = ()
    saved_at: AwareDatetime | None = None
    sent_at: AwareDatetime | None = None
    decided_at: AwareDatetime | None = None
    answered: int = 0
    of: int = 0
    reply_by: date | None = None
    effect: Effect | None = None


class Document(Model):
    """A file given for `field`; `size` in bytes."""

    id: str
    field: str
    name: str
    type: FileType
    size: int


class Step(Model):
    """One step of its history; `by` is a person's or a service's name."""

    at: AwareDatetime
    state: ProcedureState
    by: str | None = None
    words: str | None = None


class ProcedureFile(Model):
    """A procedure whole. `revision` is that of this copy; `answers` are those of the fields that are no documents.

    `editable`: the fields that may be typed into now (all of a draft's, those the city asks again, none once sent).
    """

    now: AwareDatetime
    procedure: Procedure
    definition: Definition
    answers: Mapping[str, Answer]
    revision: int
    editable: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    documents: tuple[Document, ...] = ()
    history: tuple[Step, ...] = ()


class ProcedurePage(Model):
    """`current` and `sent` count all of the household's, whatever is asked."""

    now: AwareDatetime
    items: tuple[Procedure, ...]
    next: str | None = None
    current: int = 0
    sent: int = 0


class Draft(Model):
    """What is typed. `revision` is that of the copy it was typed over (0 = new)."""

    id: str
    key: str
    version: int
    child: str | None
    answers: Mapping[str, Answer]
    revision: int = 0


class Saved(Model):
    """The city has the draft. `version` is newer than the draft's when the form has changed meanwhile."""

    revision: int
    saved_at: AwareDatetime
    problems: tuple[Problem, ...] = ()
    version: int | None = None
