"""What the block Réservations holds, from household and calendar. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.models import Calendar, Household
from views.dashboard.sentences import NearestDeadline, nearest_deadline
from views.dashboard.week import Week, week_of
from views.state import Failed, Loadable, Loading, Ready


@dataclass(frozen=True, slots=True)
class BookingsBlock:
    """`no_service`: no child is registered to anything."""

    week: Week
    deadline: NearestDeadline | None
    no_service: bool


def bookings_block(
    household: Loadable[Household], calendar: Loadable[Calendar], now: datetime
) -> Loadable[BookingsBlock]:
    """Both are needed; the first that failed tells why."""
    for one in (household, calendar):
        if isinstance(one, Failed):
            return one
    if not isinstance(household, Ready) or not isinstance(calendar, Ready):
        return Loading()
    week = week_of(household.value, calendar.value, now.date())
    deadline = nearest_deadline(household.value, calendar.value, now)
    block = BookingsBlock(week, deadline, not household.value.services)
    return Ready(block, min(household.as_of, calendar.as_of))
