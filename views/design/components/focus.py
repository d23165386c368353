"""Giving the keyboard to a button."""

from __future__ import annotations

from typing import Any

import flet as ft

_STEADY = "_portail_steady"


async def focus_on(button: ft.TextButton) -> None:
    """The button takes the focus; nothing happens if it leaves the page meanwhile."""
    steady(button.page.session)
    await button.focus()  # type: ignore[no-untyped-call]


def steady(session: Any) -> None:
    """Lets the answer of a control that is gone pass.

    Flet 1.0.5 stops listening to the client when a control answers that was replaced since it was asked: two keys
    pressed quickly would freeze the page.
    """
    if getattr(session, _STEADY, False):
        return
    answered = session.handle_invoke_method_results

    def answer(control_id: int, call_id: str, result: Any, error: str | None) -> None:
        known = control_id in session.index
        answered(control_id if known else session.page._i, call_id, result, error if known else None)

    session.handle_invoke_method_results = answer
    setattr(session, _STEADY, True)
