"""The palette and text scale that the components draw with.

`views.state.screen` sets them around each component's render; outside one (a test, a first call) the defaults hold.
So a plain function can build controls without being handed colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from views.design.palette import Palette, derive
from views.design.tokens import LARGE_TEXT_FROM


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`text_scale` 1.0 = 100 %: the device's, times the `text_factor` chosen in the app."""

    palette: Palette
    text_scale: float = 1.0
    text_factor: float = 1.0
    reduce_motion: bool = False


_current: ContextVar[Surroundings | None] = ContextVar("surroundings", default=None)


def surroundings() -> Surroundings:
    """What holds now; light theme of the default seed when nothing was set."""
    return _current.get() or Surroundings(derive())


def colour(role: str) -> str:
    """`#RRGGBB` of a role in the current theme."""
    return surroundings().palette[role]


def text_scale() -> float:
    return surroundings().text_scale


def text_factor() -> float:
    """What the app itself multiplies sizes by: the device does the rest."""
    return surroundings().text_factor


def large_text() -> bool:
    """True from the scale at which rows become columns."""
    return surroundings().text_scale >= LARGE_TEXT_FROM


@contextmanager
def drawing_with(values: Surroundings) -> Iterator[None]:
    token = _current.set(values)
    try:
        yield
    finally:
        _current.reset(token)
