"""The base of every domain model: frozen, compared by value."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value. Every object that came from a city carries `source`, the account it came through.

    Its schema is built when it is first needed: the start of the app waits for none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


DEFERRED = ConfigDict(defer_build=True)
"""For a type made of models: its schema, too, is built when it is first needed."""
