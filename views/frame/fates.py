"""What a page shows of a question while it is not answered, when it failed, and of a copy that is old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import flet as ft

from services.errors import ErrorKind
from views.design import SPACE, failure_card, freshness, notice, refreshing_line, skeleton
from views.state import Failed, Loadable, Loading, Ready
from views.text import _, typeset
from views.text.dates import age
from views.text.errors import told_elsewhere

T = TypeVar("T")
#: No trouble, or one that the strip above the navigation tells already.
_SAID_BY_THE_STRIP = (None, ErrorKind.OFFLINE, ErrorKind.CITY_DOWN)


def fate(loadable: Loadable[T], draw: Callable[[T], ft.Control], *, bones: int = 3, height: float = 88) -> ft.Control:
    """The value drawn; `bones` pale bars while nothing is known; a sentence and « Réessayer » when it failed."""
    if isinstance(loadable, Loading):
        bars: list[ft.Control] = [skeleton(None, height, radius=SPACE.wide) for _bar in range(bones)]
        return ft.Column(bars, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    if isinstance(loadable, Failed):
        failure = told_elsewhere(loadable.kind, loadable.params)
        return failure_card(failure.sentence, failure.action or _("Réessayer"), loadable.retry)
    return draw(loadable.value)


def stale_line(loadable: Loadable[T], now: datetime, refresh: Callable[[], None]) -> ft.Control:
    """Under the title: the line that runs while the city is asked, or the age of a copy and the way to a new one.

    Its place is kept when all is fresh.
    """
    if isinstance(loadable, Ready) and loadable.stale and not loadable.refreshing:
        copied = age(loadable.as_of, now)
        if loadable.trouble in _SAID_BY_THE_STRIP:
            return freshness(typeset(_("Copie de {age}").format(age=copied)), refresh)
        told_so = typeset(_("La ville ne répond pas. Copie de {age}.").format(age=copied))
        return notice("amber", told_so, _("Réessayer"), refresh)
    return refreshing_line(running=isinstance(loadable, Ready) and loadable.refreshing)
