"""One city's software as a set of ports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.ports.accounts import Accounts
from services.ports.bookings import Bookings
from services.ports.dashboards import Dashboards
from services.ports.feeds import Feeds
from services.ports.households import Households
from services.ports.invoices import Invoices
from services.ports.messages import Messages
from services.ports.news import News
from services.ports.notifications import LiveEvents, Notifications
from services.ports.procedures import Procedures, RegistrationBook
from services.ports.profiles import Profiles
from services.ports.sheets import Sheets
from services.ports.typical_weeks import TypicalWeeks


@dataclass(frozen=True, slots=True)
class Backend:
    """One city's software, by capability. `None` = it cannot, and the screens hide or explain it.

    `close` lets go of its connections.
    """

    accounts: Accounts
    households: Households
    bookings: Bookings | None = None
    typical_weeks: TypicalWeeks | None = None
    dashboards: Dashboards | None = None
    notifications: Notifications | None = None
    live: LiveEvents | None = None
    procedures: Procedures | None = None
    registrations: RegistrationBook | None = None
    invoices: Invoices | None = None
    sheets: Sheets | None = None
    profiles: Profiles | None = None
    messages: Messages | None = None
    news: News | None = None
    feeds: Feeds | None = None
    close: Callable[[], Awaitable[None]] | None = None
