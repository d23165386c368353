"""JSON read straight into the app's values: what bears the same name is taken, a mapping says only the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from services.models.base import Model

M = TypeVar("M", bound=Model)
Json = Mapping[str, Any]


def pick(model: type[M], given: object, **said: object) -> M:
    """A value from the keys that `given` shares with `model`, and from what is `said`.

    Unknown keys are ignored; a null where the model has another default is that default. ValueError if it does not fit.
    """
    raw = section(given)
    taken = {
        name: raw[name]
        for name, field in model.model_fields.items()
        if name in raw and (raw[name] is not None or field.is_required())
    }
    return model.model_validate({**taken, **said})


def section(given: object) -> Json:
    """`given` as an object of JSON; ValueError for anything else."""
    if not isinstance(given, Mapping):
        raise ValueError("not an object")
    return given


def rows(raw: Json, key: str) -> list[Json]:
    """The objects listed under `key`; none when it is left out."""
    listed = raw.get(key) or []
    if not isinstance(listed, list):
        raise ValueError("not a list")
    return [section(row) for row in listed]
