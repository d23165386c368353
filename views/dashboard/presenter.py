"""What the dashboard shows: three questions to the city, each with its own fate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import flet as ft

from services.models import Calendar, Contact, Household, Town
from services.query import Connection, Topic
from views.dashboard.sentences import NearestDeadline, greeting_sentence, nearest_deadline
from views.dashboard.week import Week, shown_monday, week_of
from views.state import Failed, Loadable, Loading, Ready, use_installation, use_portal_state, use_query
from views.text import _

HORIZON_DAYS = 14


@dataclass(frozen=True, slots=True)
class BookingsBlock:
    """`no_service`: no child is registered to anything."""

    week: Week
    deadline: NearestDeadline | None
    no_service: bool


@dataclass(frozen=True, slots=True)
class DashboardState:
    """`known_contact`: whom to call while the town has not answered.

    `copied_at`: the instant of the oldest copy on screen that the city did not confirm, None when all is fresh.
    """

    first_name: str
    sentence: str
    now: datetime
    bookings: Loadable[BookingsBlock]
    household: Loadable[Household]
    town: Loadable[Town]
    known_contact: Contact | None
    copied_at: datetime | None
    refreshing: bool
    refresh: Callable[[], None]

    @property
    def contact(self) -> Contact | None:
        return self.town.value.contact if isinstance(self.town, Ready) else self.known_contact

    @property
    def demonstration(self) -> bool:
        return isinstance(self.town, Ready) and self.town.value.demonstration

    @property
    def town_name(self) -> str:
        return self.town.value.name if isinstance(self.town, Ready) else ""


def use_dashboard() -> DashboardState:
    portal = use_portal_state(Topic.SESSION, Topic.CONNECTION)
    now = portal.now()
    today = now.date()
    first = min(shown_monday(today), today)
    household, ask_household = use_query(portal.household(), [])
    calendar, ask_calendar = use_query(portal.calendar(first, first + timedelta(days=HORIZON_DAYS - 1)), [])
    town, ask_town = use_query(portal.town, [])
    summary: tuple[Loadable[BookingsBlock], str] = ft.use_memo(
        lambda: (bookings_block(household, calendar, now), _sentence(household, calendar, today)),
        [household, calendar, today, now.hour],
    )

    def refresh() -> None:
        ask_household()
        ask_calendar()
        ask_town()

    shown: list[Loadable[Household] | Loadable[Calendar]] = [household, calendar]
    ready = [one for one in shown if isinstance(one, Ready)]
    stale = [one.as_of for one in ready if one.stale and not one.refreshing]
    account = portal.account
    return DashboardState(
        first_name=account.first_name if account is not None else "",
        sentence=summary[1],
        now=now,
        bookings=summary[0],
        household=household,
        town=town,
        known_contact=use_installation().contact,
        copied_at=min(stale) if stale and portal.connection is Connection.ONLINE else None,
        refreshing=any(one.refreshing for one in ready),
        refresh=refresh,
    )


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


def _sentence(household: Loadable[Household], calendar: Loadable[Calendar], today: date) -> str:
    if isinstance(household, Ready) and isinstance(calendar, Ready):
        return greeting_sentence(household.value, calendar.value, today)
    if isinstance(household, Failed) or isinstance(calendar, Failed):
        return _("Les nouvelles de la ville manquent pour le moment.")
    return _("Nous cherchons les nouvelles de la ville…")
