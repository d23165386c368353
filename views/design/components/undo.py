"""« Annuler » for six seconds after something was done at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.design.handling import handler
from views.text import _

UNDO_MS = 6_000


def offer_undo(sentence: str, on_undo: Callable[..., Any]) -> None:
    """Says what was done at the bottom of the page, with the way back. From a handler; the client counts the time."""
    bar = ft.SnackBar(
        ft.Text(sentence), action=_("Annuler"), on_action=handler(on_undo), duration=UNDO_MS, persist=False
    )
    ft.context.page.show_dialog(bar)
