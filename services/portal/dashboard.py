"""The first screen: one question, whose answer also renews the copies other pages open from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.models import Calendar
from services.models.dashboard import BLOCKS, Block, BookingsContent, Dashboard
from services.portal.core import Part, needed
from services.presence import Belongings
from services.query import Copy, Query, Topic
from services.questions import DASHBOARD, HOUSEHOLD
from services.replica import CALENDAR, Replica

_TOPICS = frozenset(
    {
        Topic.HOUSEHOLD,
        Topic.CALENDAR,
        Topic.INVOICES,
        Topic.MESSAGES,
        Topic.PROCEDURES,
        Topic.NEWS,
        Topic.REGISTRATIONS,
        Topic.SHEET,
        Topic.PROFILE,
    }
)


class DashboardPart(Part):
    """The dashboard in one answer."""

    def dashboard(self) -> Query[Dashboard]:
        """Each block has its own fate: one that failed keeps its last content with its age."""
        query = self._core.questions.of(
            "dashboard",
            _TOPICS,
            DASHBOARD,
            lambda: needed(self._core.backend.dashboards).dashboard(),
            self._settle,
        )
        replica = self._core.presence.mine.replica

        def recall() -> Copy[Dashboard] | None:
            return freshened(query.held(), replica)

        async def read() -> Copy[Dashboard] | None:
            return freshened(await query.copy(), replica)

        return replace(query, recall=recall, read=read)

    async def _settle(self, mine: Belongings, copy: Copy[Dashboard]) -> Copy[Dashboard]:
        before = await mine.replica.find("dashboard", DASHBOARD)
        bookings = copy.value.bookings
        if bookings is not None and bookings.value is not None:
            household, calendar = bookings.value.household, bookings.value.calendar
            await mine.replica.keep("household", HOUSEHOLD, Copy(household, copy.as_of))
            await mine.replica.keep(name_of(calendar), CALENDAR, Copy(calendar, copy.as_of))
        self._core.presence.count_unread(mine, copy.value.unread)
        messages = copy.value.messages
        if messages is not None and messages.value is not None:
            self._core.presence.count_messages(mine, messages.value.unread)
        return copy if before is None else Copy(with_last_known(copy.value, before.value), copy.as_of)


def name_of(calendar: Calendar) -> str:
    """The name its copy is kept under."""
    return f"calendar:{calendar.first_day}:{calendar.last_day}"


def with_last_known(now: Dashboard, before: Dashboard) -> Dashboard:
    """`now`, in which a block that failed has the content it had `before`."""
    changes: dict[str, Block[Any]] = {}
    for name in BLOCKS:
        block, known = getattr(now, name), getattr(before, name)
        if block is not None and block.value is None and known is not None and known.value is not None:
            changes[name] = block.model_copy(update={"value": known.value, "as_of": known.as_of})
    return now.model_copy(update=changes)


def freshened(copy: Copy[Dashboard] | None, replica: Replica) -> Copy[Dashboard] | None:
    """A kept dashboard with what other pages have heard since of the household and its calendar."""
    block = copy.value.bookings if copy is not None else None
    if copy is None or block is None or block.value is None or block.as_of is None:
        return copy
    content = block.value
    household = replica.held("household", HOUSEHOLD)
    calendar = replica.held_covering(content.calendar.first_day, content.calendar.last_day)
    newer = BookingsContent(
        household=household.value if household is not None and household.as_of > block.as_of else content.household,
        calendar=calendar.value if calendar is not None and calendar.as_of > block.as_of else content.calendar,
    )
    if newer == content:
        return copy
    bookings = block.model_copy(update={"value": newer})
    return Copy(copy.value.model_copy(update={"bookings": bookings}), copy.as_of)
