"""The JSON of procedures (see docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from city.submissions.schemas import Key

AppId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Group = Literal["current", "sent", "all"]
_LONGEST_TEXT, _MOST_ITEMS, _MOST_PARTS, _LARGEST = 20_000, 100, 10, 10**15


def _encodes(value: str, longest: int) -> bool:
    return len(value) <= longest and "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _answer(value: Any) -> Any:
    """Any shape a form can make, within bounds; whether it fits its field is said as a problem, not refused."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float) and abs(value) <= _LARGEST:
        return value
    if isinstance(value, str) and _encodes(value, _LONGEST_TEXT):
        return value
    if isinstance(value, list):
        parts, most, longest = value, _MOST_ITEMS, 100
    elif isinstance(value, dict):
        parts, most, longest = [*value.keys(), *value.values()], 2 * _MOST_PARTS, 500
    else:
        parts, most, longest = [None], 0, 0
    if len(parts) <= most and all(isinstance(part, str) and _encodes(part, longest) for part in parts):
        return value
    raise ValueError("an answer is a text, a number, a boolean, a list of texts or an address")


Answer = Annotated[Any, BeforeValidator(_answer)]


class DraftIn(BaseModel):
    """What was typed, over which revision (0 = new)."""

    key: Key
    version: Annotated[int, Field(ge=0, le=10**7)] = 0
    child: Key | None = None
    answers: Annotated[dict[Key, Answer], Field(max_length=200)]
    revision: Annotated[int, Field(ge=0, le=10**9)]


class RevisionIn(BaseModel):
    """The revision that is sent."""

    revision: Annotated[int, Field(ge=0, le=10**9)]


class CorrectIn(BaseModel):
    """The id of the new draft."""

    id: AppId


class ProblemOut(BaseModel):
    """What is wrong with a field, `child` among them."""

    field: str
    code: str
    params: dict[str, Any]


class SavedOut(BaseModel):
    """What was saved, and what keeps it from being sent."""

    now: datetime
    revision: int
    version: int
    saved_at: datetime
    problems: list[ProblemOut]


class CatalogueItemOut(BaseModel):
    """A procedure that the town offers. `absence`: the questions for its first and last day, where it notes one."""

    key: str
    title: str
    summary: str
    icon: str
    about: str
    open: bool
    opens: date | None
    closes: date | None
    reply_days: int
    absence: list[str] | None = None


class CatalogueOut(BaseModel):
    """All of them, in the town's order."""

    now: datetime
    items: list[CatalogueItemOut]


class OptionOut(BaseModel):
    key: str
    label: str


class ConditionOut(BaseModel):
    field: str
    values: Annotated[list[bool | str], Field(serialization_alias="is")]


class FieldOut(BaseModel):
    """A field of a form."""

    key: str
    kind: str
    label: str
    help: str
    required: bool
    when: ConditionOut | None
    options: list[OptionOut]
    low: Annotated[int | date | None, Field(serialization_alias="min")]
    high: Annotated[int | date | None, Field(serialization_alias="max")]
    accepts: list[str]
    max_bytes: int | None
    many: bool


class DefinitionOut(BaseModel):
    """What a procedure asks."""

    key: str
    version: int
    title: str
    summary: str
    intro: str
    about: str
    reply_days: int
    fields: list[FieldOut]


class DefinitionNowOut(DefinitionOut):
    """The same, asked for by itself."""

    now: datetime


class EffectOut(BaseModel):
    """What a validated one changed."""

    code: str
    params: dict[str, Any]


class ProcedureOut(BaseModel):
    """A procedure in a list."""

    id: str
    number: str | None
    key: str
    title: str
    icon: str
    child: str | None
    child_name: str | None
    state: str
    words: str | None
    asked: list[str]
    saved_at: datetime
    sent_at: datetime | None
    decided_at: datetime | None
    answered: int
    of: int
    reply_by: date | None
    effect: EffectOut | None


class DocumentOut(BaseModel):
    """A file of a procedure."""

    id: str
    field: str
    name: str
    type: str
    bytes: int


class DocumentNowOut(BaseModel):
    """A file as it was taken."""

    now: datetime
    id: str
    name: str
    type: str
    bytes: int


class EventOut(BaseModel):
    """What happened, when and by whom."""

    at: datetime
    state: str
    by: str
    words: str | None


class ProcedureDetailOut(ProcedureOut):
    """A procedure with all that belongs to it. `editable`: the fields that may be typed into now."""

    now: datetime
    definition: DefinitionOut
    answers: dict[str, Any]
    revision: int
    editable: list[str]
    problems: list[ProblemOut]
    documents: list[DocumentOut]
    history: list[EventOut]


class CountsOut(BaseModel):
    current: int
    sent: int


class ProcedurePageOut(BaseModel):
    """Last changed first; `next` is the cursor of the following page."""

    now: datetime
    items: list[ProcedureOut]
    next: str | None
    counts: CountsOut
