"""What a block of the dashboard is: one file under `blocks/`, one line in its registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import flet as ft

from views.text import _


class Span(StrEnum):
    """Where a block stands on wide screens: one of two columns, across both, or at the side of a desktop."""

    COLUMN = "column"
    WIDE = "wide"
    SIDE = "side"


def _never(_value: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Block:
    """`card` is a component given the block's Loadable. `height`: its usual height in lines, to balance columns.

    `urgent`: whether the value holds something to do; such a block rises while the parent never moved any.
    """

    key: str
    message: str
    icon: ft.IconData
    card: Callable[..., ft.Control]
    span: Span = Span.COLUMN
    height: int = 3
    urgent: Callable[[Any], bool] = _never

    @property
    def title(self) -> str:
        return _(self.message)
