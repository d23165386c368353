"""What the city gives the dashboard: everything in one answer, or piece by piece where it has no such answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from services.errors import ErrorKind
from services.models import Calendar, Household
from services.models.base import Model
from services.models.dashboard import BLOCKS, Block, Dashboard
from views.dashboard.week import shown_monday
from views.state import Failed, Loadable, Loading, Ready, use_portal, use_query

HORIZON_DAYS = 14
B = TypeVar("B", bound=Model)


@dataclass(frozen=True, slots=True)
class Sources:
    """`contents`: by name, the other blocks that the city has. `refresh` asks again."""

    household: Loadable[Household]
    calendar: Loadable[Calendar]
    contents: Mapping[str, Loadable[Any]]
    refresh: Callable[[], None]


def lacks_dashboard(answer: Loadable[Dashboard]) -> bool:
    """The city's software cannot give it all at once."""
    return isinstance(answer, Failed) and answer.kind is ErrorKind.NOT_FOUND


def whole(answer: Loadable[Dashboard], refresh: Callable[[], None]) -> Sources:
    """From the one answer: each block with its own fate."""
    if not isinstance(answer, Ready):
        names = BLOCKS[1:] if isinstance(answer, Loading) else ()
        return Sources(answer, answer, dict.fromkeys(names, answer), refresh)
    given = {name: getattr(answer.value, name) for name in BLOCKS[1:]}
    contents = {name: content_of_block(block, answer, refresh) for name, block in given.items() if block is not None}
    bookings = answer.value.bookings
    if bookings is None or bookings.value is None or bookings.as_of is None:
        failed = Failed((bookings and bookings.failed) or ErrorKind.UNEXPECTED, {}, refresh)
        return Sources(failed, failed, contents, refresh)
    return Sources(
        _like(answer, bookings.value.household, bookings.as_of, failed=bookings.failed),
        _like(answer, bookings.value.calendar, bookings.as_of, failed=bookings.failed),
        contents,
        refresh,
    )


def content_of_block(block: Block[B], answer: Ready[Dashboard], retry: Callable[[], None]) -> Loadable[B]:
    """A block by itself: one that failed shows the last content with its age, or failed alone."""
    if block.value is None:
        return Failed(block.failed or ErrorKind.UNEXPECTED, {}, retry)
    return Ready(block.value, block.as_of or answer.as_of, stale=block.failed is not None, trouble=block.failed)


T = TypeVar("T")


def _like(answer: Ready[Dashboard], value: T, as_of: datetime, *, failed: ErrorKind | None) -> Ready[T]:
    return Ready(value, as_of, answer.stale or failed is not None, answer.refreshing, answer.trouble or failed)


def use_pieces() -> Sources:
    """Household and calendar, each asked by itself. A hook."""
    portal = use_portal()
    today = portal.now().date()
    first = min(shown_monday(today), today)
    household, ask_household = use_query(portal.household(), [])
    calendar, ask_calendar = use_query(portal.calendar(first, first + timedelta(days=HORIZON_DAYS - 1)), [])

    def refresh() -> None:
        ask_household()
        ask_calendar()

    return Sources(household, calendar, {}, refresh)


def keys_of(answer: Loadable[Dashboard]) -> frozenset[str]:
    """The blocks there are, when only their names are wanted."""
    given = () if not isinstance(answer, Ready) else (name for name in BLOCKS if getattr(answer.value, name))
    return frozenset({"bookings", "household", "contact", *given})
