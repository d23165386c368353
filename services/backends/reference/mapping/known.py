"""What a newer city may add becomes the nearest thing that promises nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def known(kinds: type[E], value: str, otherwise: E) -> E:
    try:
        return kinds(value)
    except ValueError:
        return otherwise
