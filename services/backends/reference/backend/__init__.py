"""The ports over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.accounts import ReferenceAccounts
from services.backends.reference.backend.bookings import ReferenceBookings
from services.backends.reference.backend.dashboards import ReferenceDashboards
from services.backends.reference.backend.feeds import ReferenceFeeds
from services.backends.reference.backend.households import ReferenceHouseholds
from services.backends.reference.backend.invoices import ReferenceInvoices
from services.backends.reference.backend.messages import ReferenceMessages
from services.backends.reference.backend.news import ReferenceNews
from services.backends.reference.backend.notifications import ReferenceLiveEvents, ReferenceNotifications
from services.backends.reference.backend.procedures import ReferenceProcedures, ReferenceRegistrations
from services.backends.reference.backend.profiles import ReferenceProfiles
from services.backends.reference.backend.sheets import ReferenceSheets
from services.backends.reference.backend.typical_weeks import ReferenceTypicalWeeks
from services.backends.reference.client import ReferenceClient
from services.ports import Backend
from services.transport import Transport


def open_reference(source: str, transport: Transport) -> Backend:
    """Every capability of the reference city; `source` marks what comes from it."""
    client = ReferenceClient(transport)
    return Backend(
        accounts=ReferenceAccounts(source, client),
        households=ReferenceHouseholds(source, client),
        bookings=ReferenceBookings(source, client),
        typical_weeks=ReferenceTypicalWeeks(source, client),
        dashboards=ReferenceDashboards(source, client),
        notifications=ReferenceNotifications(source, client),
        live=ReferenceLiveEvents(source, client),
        procedures=ReferenceProcedures(source, client),
        registrations=ReferenceRegistrations(source, client),
        invoices=ReferenceInvoices(source, client),
        sheets=ReferenceSheets(source, client),
        profiles=ReferenceProfiles(source, client),
        messages=ReferenceMessages(source, client),
        news=ReferenceNews(source, client),
        feeds=ReferenceFeeds(source, client),
        close=client.close,
    )
