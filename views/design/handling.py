"""`handler`: where a fault in an `on_…` callback ends. Flet would send its traceback to the client."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from services.errors import ErrorKind
from views.text.errors import told_elsewhere

log = logging.getLogger("portail.views")
_GUARDED = "__portail_guarded__"


def handler(fn: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
    """An `on_…` handler that never raises; a fault is logged and told in one sentence.

    `fn` takes the event (as a required argument) or nothing, and may be async or return an awaitable. Wrapping
    twice changes nothing.
    """
    if getattr(fn, _GUARDED, False):
        return fn
    takes_event = any(
        parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        and parameter.default is parameter.empty
        for parameter in inspect.signature(fn).parameters.values()
    )

    async def run(event: Any = None) -> None:
        try:
            result = fn(event) if takes_event else fn()
            if inspect.isawaitable(result):
                await result
        except Exception:
            log.exception("handler %s failed", getattr(fn, "__name__", "?"))
            ft.context.page.show_dialog(ft.SnackBar(ft.Text(told_elsewhere(ErrorKind.UNEXPECTED).sentence)))

    setattr(run, _GUARDED, True)
    return run
