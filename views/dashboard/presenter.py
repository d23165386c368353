"""What the dashboard shows, made of what the city gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

import flet as ft

from services.models import Calendar, Contact, Household, Town
from services.query import Connection, Topic
from views.dashboard.blocks.household import HouseholdBlock
from views.dashboard.blocks.registrations import RegistrationsBlock
from views.dashboard.bookings import bookings_block
from views.dashboard.sentences import greeting_sentence
from views.dashboard.sources import Sources
from views.state import Failed, Loadable, Ready, use_installation, use_portal_state, use_query
from views.text import _

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class DashboardState:
    """`blocks`: by key, those that the city has; each with its own fate.

    `copied_at`: the instant of the oldest copy on screen that the city did not confirm, None when all is fresh.
    """

    first_name: str
    sentence: str
    now: datetime
    blocks: Mapping[str, Loadable[Any]]
    town: Town | None
    copied_at: datetime | None
    refreshing: bool
    refresh: Callable[[], None]

    @property
    def demonstration(self) -> bool:
        return self.town is not None and self.town.demonstration

    @property
    def town_name(self) -> str:
        return self.town.name if self.town is not None else ""


def use_dashboard(sources: Sources) -> DashboardState:
    """The state of the page. A hook."""
    portal = use_portal_state(Topic.SESSION, Topic.CONNECTION)
    now = portal.now()
    today = now.date()
    household, calendar = sources.household, sources.calendar
    town, ask_town = use_query(portal.town, [])
    bookings, sentence = ft.use_memo(
        lambda: (bookings_block(household, calendar, now), _sentence(household, calendar, today)),
        [household, calendar, today, now.hour],
    )

    def refresh() -> None:
        sources.refresh()
        ask_town()

    shown: list[Loadable[Household] | Loadable[Calendar]] = [household, calendar]
    ready = [one for one in shown if isinstance(one, Ready)]
    stale = [one.as_of for one in ready if one.stale and not one.refreshing]
    account = portal.account
    contact = contact_block(town, use_installation().contact, now)
    return DashboardState(
        first_name=account.first_name if account is not None else "",
        sentence=sentence,
        now=now,
        blocks={"bookings": bookings, **_others(sources), "contact": contact},
        town=town.value if isinstance(town, Ready) else None,
        copied_at=min(stale) if stale and portal.connection is Connection.ONLINE else None,
        refreshing=any(one.refreshing for one in ready),
        refresh=refresh,
    )


def _others(sources: Sources) -> dict[str, Loadable[Any]]:
    """The blocks beside bookings and contact; those that speak of children know them."""
    contents = {**sources.contents}
    sheet, registrations = contents.pop("sheet", None), contents.get("registrations")
    notices = sheet.value.notices if isinstance(sheet, Ready) else ()
    known = sheet is not None
    contents["household"] = _map(sources.household, lambda home: HouseholdBlock(home, notices, sheet=known))
    if isinstance(registrations, Ready) and isinstance(sources.household, Ready):
        made = RegistrationsBlock(registrations.value, sources.household.value.children)
        contents["registrations"] = replace(registrations, value=made)
    return contents


def _map(loadable: Loadable[T], make: Callable[[T], U]) -> Loadable[U]:
    """The same fate, another value; what a card draws does not depend on whether the city is being asked."""
    if not isinstance(loadable, Ready):
        return loadable
    return Ready(make(loadable.value), loadable.as_of)


def contact_block(town: Loadable[Town], known: Contact | None, now: datetime) -> Loadable[Contact]:
    """The town's contact; `known` = whom to call while the town has not answered."""
    if isinstance(town, Ready):
        return Ready(town.value.contact, town.as_of)
    return town if known is None else Ready(known, now)


def _sentence(household: Loadable[Household], calendar: Loadable[Calendar], today: date) -> str:
    if isinstance(household, Ready) and isinstance(calendar, Ready):
        return greeting_sentence(household.value, calendar.value, today)
    if isinstance(household, Failed) or isinstance(calendar, Failed):
        return _("Les nouvelles de la ville manquent pour le moment.")
    return _("Nous cherchons les nouvelles de la ville…")
