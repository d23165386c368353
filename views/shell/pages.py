"""Which page a route shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import flet as ft

from services.errors import ErrorKind
from views.accessibility import AccessibilityPage
from views.agenda import AgendaPage
from views.booking import BookingPage
from views.contact import ContactPage
from views.dashboard.arranging import ArrangePage
from views.dashboard.page import DashboardPage
from views.design import SPACE, failure_card
from views.household import HouseholdPage
from views.invoices import InvoicesPage, PaymentPage, StatementsPage
from views.messages import MessagesPage
from views.news import NewsView
from views.notifications import NotificationsPage, SettingsPage
from views.procedures import CataloguePage, ProceduresPage
from views.profile import ProfilePage
from views.receipts import ReceiptPage, ReceiptsPage
from views.registrations import RegistrationsPage
from views.state import memo, navigate
from views.state.navigation import (
    ACCESSIBILITY,
    AGENDA,
    ARRANGE,
    BOOKING,
    CATALOGUE,
    CONTACT,
    HOME,
    HOUSEHOLD,
    INVOICES,
    MESSAGES,
    NEWS,
    NOTIFICATION_SETTINGS,
    NOTIFICATIONS,
    PAYMENTS,
    PROCEDURES,
    PROFILE,
    RECEIPTS,
    REGISTRATIONS,
    STATEMENTS,
)
from views.text import _
from views.text.errors import told

_PAGES: Final[Mapping[str, Callable[..., ft.Control]]] = {
    ACCESSIBILITY: AccessibilityPage,
    CONTACT: ContactPage,
    ARRANGE: ArrangePage,
    NOTIFICATIONS: NotificationsPage,
    NOTIFICATION_SETTINGS: SettingsPage,
    AGENDA: AgendaPage,
    BOOKING: BookingPage,
    RECEIPTS: ReceiptsPage,
    REGISTRATIONS: RegistrationsPage,
    HOUSEHOLD: HouseholdPage,
    PROFILE: ProfilePage,
    STATEMENTS: StatementsPage,
}
#: Pages of one thing, under the page of all: given what follows in the path, and drawn anew for another.
_ONES: Final[Mapping[str, Callable[..., ft.Control]]] = {
    CATALOGUE: CataloguePage,
    RECEIPTS: ReceiptPage,
    PAYMENTS: PaymentPage,
}
#: Lists that hold the one that is opened beside them: the same page for both.
_LISTS: Final[Mapping[str, Callable[..., ft.Control]]] = {
    INVOICES: InvoicesPage,
    MESSAGES: MessagesPage,
    NEWS: NewsView,
    PROCEDURES: ProceduresPage,
}


def has_page(path: str) -> bool:
    """Whether the app has a page at that path."""
    place = path.rpartition("/")[0]
    return path in (HOME, CATALOGUE, *_PAGES, *_LISTS) or place in _ONES or place in _LISTS


def page_of(path: str, on_account: Callable[[], None]) -> ft.Control:
    """The page of a path; a sentence and the way home for an unknown one. `on_account` opens the account sheet."""
    if path == HOME:
        return memo(DashboardPage)(on_account, key="dashboard")
    if path == CATALOGUE:
        return memo(CataloguePage)(None, key="catalogue")
    if path in _PAGES:
        return memo(_PAGES[path])(key=f"page-{path}")
    place, _slash, one = path.rpartition("/")
    if place in _ONES:
        return memo(_ONES[place])(one, key=f"page-{path}")
    for listing in (path, place):
        if listing in _LISTS:
            return memo(_LISTS[listing])(one if listing == place else None, key=f"list-{listing}")
    lost = failure_card(told(ErrorKind.NOT_FOUND).sentence, _("Accueil"), lambda: navigate(HOME))
    # In a column, so that the card is as tall as what it says.
    card = ft.Column([lost], horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(card, padding=SPACE.wide)
