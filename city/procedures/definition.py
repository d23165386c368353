"""What a procedure asks, as the town's file defines it. Frozen; a sent one keeps the definition it was sent under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

FieldKind = Literal[
    "text", "long_text", "number", "date", "yes_no", "choice", "choices", "email", "phone", "address", "document"
]
About = Literal["child", "household"]
Source = Literal["activities", "school_years"]
EffectKind = Literal[
    "register", "change_address", "change_quotient", "note_absence", "health_sheet", "certificate", "none"
]
Scalar = bool | str


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Option(Frozen):
    """One answer that can be chosen."""

    key: str
    label: str


class Condition(Frozen):
    """The field is asked only when the earlier one `field` is answered with one of `values`."""

    field: str
    values: tuple[Scalar, ...]


class Question(Frozen):
    """A field of the form.

    `low` and `high`: of a number, its bounds; of a date, its first and last day; of a text, `high` is its most
    characters; of documents, `high` is how many. `source`: options that the town knows (`definition_on`).
    """

    key: str
    kind: FieldKind
    label: str
    help: str = ""
    required: bool = True
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    source: Source | None = None
    low: int | date | None = None
    high: int | date | None = None
    accepts: tuple[str, ...] = ()
    max_bytes: int | None = None


class Effect(Frozen):
    """What a validated one changes. `fields`: which answer says what (role → key of the field)."""

    kind: EffectKind = "none"
    fields: dict[str, str] = {}
    activity: str | None = None


class Definition(Frozen):
    """One procedure of the catalogue. `office` decides on it, usually within `reply_days` working days."""

    key: str
    version: int
    title: str
    summary: str
    intro: str
    icon: str
    about: About
    office: str
    office_name: str
    reply_days: int
    effect: Effect
    questions: tuple[Question, ...]

    def question(self, key: str) -> Question | None:
        """The field of that key, if there is one."""
        return next((found for found in self.questions if found.key == key), None)


class Window(Frozen):
    """A period in which it can be begun and sent, both days included."""

    first: date
    last: date


@dataclass(frozen=True)
class Entry:
    """A definition and when it is open; no window = always."""

    definition: Definition
    windows: tuple[Window, ...] = ()

    def is_open(self, day: date) -> bool:
        return not self.windows or any(window.first <= day <= window.last for window in self.windows)

    def window(self, day: date) -> Window | None:
        """The period that counts on `day`: the one it is in, or the next, or the last one."""
        coming = [window for window in self.windows if window.last >= day]
        return min(coming, key=lambda window: window.first) if coming else (self.windows or (None,))[-1]


class Office(Frozen):
    """An office of the town hall: it decides on procedures and answers messages. `subjects`: what one writes about.

    `invoices`: it is the one to write to about an invoice.
    """

    key: str
    name: str
    subjects: tuple[str, ...] = ()
    invoices: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All procedures of a town and its offices, in the file's order."""

    entries: dict[str, Entry] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)

    def get(self, key: str) -> Entry | None:
        return self.entries.get(key)


def with_options(definition: Definition, known: dict[Source, Sequence[Option]]) -> Definition:
    """The definition with the options that the town knows in place of their sources."""
    questions = tuple(
        asked.model_copy(update={"options": tuple(known[asked.source])}) if asked.source else asked
        for asked in definition.questions
    )
    return definition.model_copy(update={"questions": questions})
