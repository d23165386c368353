"""`memo`: a component that is drawn again only when its arguments, its state or its stores change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import flet as ft

C = TypeVar("C")


def memo(component: Callable[..., C]) -> Callable[..., C]:
    """The component, skipped while its arguments compare equal. Call it while drawing, with a `key`."""
    return cast(Callable[..., C], ft.memo(component))  # type: ignore[no-untyped-call]
