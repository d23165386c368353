"""Components that are drawn again only when their arguments change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft


def memo(component: Callable[..., ft.Control]) -> Callable[..., ft.Control]:
    """The component, skipped while its arguments compare equal; call it while drawing, with a `key`."""

    def skipping(*args: Any, **kwargs: Any) -> ft.Control:
        made: ft.Control = ft.memo(component)(*args, **kwargs)  # type: ignore[no-untyped-call]
        return made

    return skipping
