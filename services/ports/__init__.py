"""What a city's software can do for a parent, one small Protocol per capability.

Every method may raise `ServiceError` with OFFLINE, CITY_DOWN, OPENING_RUSH, SESSION_EXPIRED, NOT_FOUND or UNEXPECTED;
docstrings name the others. What a software cannot do is a port it does not have (`None` in `Backend`).
"""

from services.ports.accounts import Accounts
from services.ports.backend import Backend
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

__all__ = [
    "Accounts",
    "Backend",
    "Bookings",
    "Dashboards",
    "Feeds",
    "Households",
    "Invoices",
    "LiveEvents",
    "Messages",
    "News",
    "Notifications",
    "Procedures",
    "Profiles",
    "RegistrationBook",
    "Sheets",
    "TypicalWeeks",
]
