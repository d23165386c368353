"""The head of a page inside the shell: title, tools, and the bell at their end. Where the bell is is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from views.design import page_frame
from views.notifications import Bell


def tools_with_bell(*tools: ft.Control, on_band: bool = False) -> list[ft.Control]:
    """What stands at the right of a title."""
    return [*tools, Bell(on_band=on_band, key="bell")]


def headed_page(
    title: str,
    body: ft.Control,
    bottom: ft.Control | None = None,
    *,
    tools: Sequence[ft.Control] = (),
    beside: bool = False,
    **frame: Any,
) -> ft.Control:
    """`page_frame` with the bell. `beside`: a pane beside its list, which has it."""
    return page_frame(title, list(tools) if beside else tools_with_bell(*tools), body, bottom, **frame)
