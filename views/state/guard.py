"""`@screen`: where a fault in drawing ends, so that the app goes on.

A component that raises while it is drawn again would stop every later update of the session.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import flet as ft
from flet.components.utils import current_component

from services.errors import ErrorKind
from views.design.components.notice import failure_card
from views.design.look import drawing_with
from views.state.contexts import Session, SessionContext, find_session, surroundings_of
from views.text.errors import told_elsewhere

log = logging.getLogger("portail.views")
P = ParamSpec("P")
C = TypeVar("C")


def screen(fn: Callable[P, C]) -> Callable[..., C]:
    """A component whose drawing cannot fail: the fault is logged and a card says so in its place.

    Called with the arguments of `fn` and, like every component, an optional `key`.
    """

    @functools.wraps(fn)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> C:
        session = find_session()
        if session is not None:
            hand_down(session)
        with drawing_with(surroundings_of(session)):
            try:
                return fn(*args, **kwargs)
            except Exception:
                log.exception("drawing %s failed", fn.__name__)
                return cast(C, failure_card(told_elsewhere(ErrorKind.UNEXPECTED).sentence))

    return cast(Callable[..., C], ft.component(guarded))


def hand_down(session: Session) -> None:
    """Makes the component being drawn a provider of the session, so that its children find it one step up."""
    current_component()._contexts[SessionContext._key] = session
