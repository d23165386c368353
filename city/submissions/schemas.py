"""The JSON of submissions, in and out (see docs/wire.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints, model_validator

MAX_LINES = 5000
_HIGHEST_CENTS = 100_000_000


def _only_text(value: Any) -> Any:
    if not isinstance(value, str) or len(value) != len("2026-11-26"):
        raise ValueError("a day is YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_only_text)]
NO_NUL = r"^[^\x00]*$"
Key = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=NO_NUL)]


class LineIn(BaseModel):
    """One thing asked: a slot to book, at the price seen, or to cancel."""

    model_config = ConfigDict(frozen=True)

    op: Literal["book", "cancel"]
    child: Key
    service: Key
    date: Day
    price_cents: Annotated[StrictInt, Field(ge=0, le=_HIGHEST_CENTS)] | None = None
    on_full: Literal["refuse", "wait"] = "refuse"
    group: Key | None = None

    @model_validator(mode="after")
    def _priced(self) -> LineIn:
        if self.op == "book" and self.price_cents is None:
            raise ValueError("price_cents is required to book")
        return self


class SubmissionIn(BaseModel):
    """What is sent. More than `MAX_LINES` lines are refused as a whole."""

    lines: Annotated[list[LineIn], Field(min_length=1)]


class LineOut(BaseModel):
    """A line with what became of it; names are kept as they were."""

    op: str
    child: str
    service: str
    date: date
    price_cents: int
    on_full: str
    group: str | None
    verdict: str
    code: str
    params: dict[str, str]
    position: int | None
    child_name: str
    service_name: str


class PreviewOut(BaseModel):
    """What a submission would be answered now."""

    received_at: datetime
    total_cents: int
    lines: list[LineOut]


class ReceiptOut(PreviewOut):
    """A receipt as first answered."""

    number: str
    by: str


class FollowUpOut(BaseModel):
    """What happened later to a line."""

    at: datetime
    child: str
    service: str
    date: date
    code: str
    params: dict[str, str]


class ReceiptDetailOut(ReceiptOut):
    """A receipt with what followed."""

    follow_ups: list[FollowUpOut]


class ReceiptSummaryOut(BaseModel):
    """A receipt in the list."""

    number: str
    received_at: datetime
    by: str
    total_cents: int
    line_count: int
    refused_count: int


class ReceiptPageOut(BaseModel):
    """Newest first; `next` is the cursor of the following page."""

    now: datetime
    items: list[ReceiptSummaryOut]
    next: str | None
