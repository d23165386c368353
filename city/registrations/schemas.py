"""The JSON of registrations (see docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

State = Literal["active", "pending", "refused", "ended", "to_renew"]
Summary = Literal["up_to_date", "pending", "to_renew", "none"]


class ItemOut(BaseModel):
    """A registration, or one that was asked for. `procedure`: the household's own procedure that asks for it."""

    id: str
    activity: str
    activity_name: str
    services: list[str]
    first_day: Annotated[date, Field(serialization_alias="from")]
    last_day: Annotated[date, Field(serialization_alias="to")]
    state: State
    procedure: str | None


class OpenOut(BaseModel):
    """What the child may be registered to now, by which procedure (`key`)."""

    activity: str
    activity_name: str
    key: str
    first_day: Annotated[date, Field(serialization_alias="from")]
    last_day: Annotated[date, Field(serialization_alias="to")]


class ChildRegistrationsOut(BaseModel):
    """A child's. `state` sums them up."""

    child: str
    state: Summary
    items: list[ItemOut]
    open: list[OpenOut]


class RegistrationsOut(BaseModel):
    """Of all children of the household, in order of birth."""

    now: datetime
    children: list[ChildRegistrationsOut]
