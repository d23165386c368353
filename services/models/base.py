"""The base of every domain model: frozen, compared by value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value. Every object that came from a city carries `source`, the account it came through."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
