"""Loading is a type. Empty and failed are different screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from services.errors import ErrorKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loading:
    """Nothing yet, neither a copy nor an answer."""


@dataclass(frozen=True, slots=True)
class Ready(Generic[T]):
    """A value and its age.

    `refreshing`: the city is being asked. `stale`: a copy that the city did not confirm. `trouble`: why not.
    """

    value: T
    as_of: datetime
    stale: bool = False
    refreshing: bool = False
    trouble: ErrorKind | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer and no copy. `retry` asks again."""

    kind: ErrorKind
    params: Mapping[str, str]
    retry: Callable[[], None]


Loadable: TypeAlias = Loading | Ready[T] | Failed
