"""Aujourd'hui, Cette semaine, Plus ancien."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from services.models.notification import Notification
from views.text import _

_WEEK_DAYS = 7


def section_of(instant: datetime, now: datetime) -> str:
    """The section an instant of the past falls in, by days of the town."""
    past = (now.date() - instant.astimezone(now.tzinfo).date()).days
    if past <= 0:
        return _("Aujourd'hui")
    return _("Cette semaine") if past < _WEEK_DAYS else _("Plus ancien")


def sections(items: Iterable[Notification], now: datetime) -> Iterator[tuple[str, list[Notification]]]:
    """The items in their order, section by section."""
    for name, group in groupby(items, key=lambda one: section_of(one.at, now)):
        yield name, list(group)
