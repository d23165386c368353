"""Which page a route shows."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.errors import ErrorKind
from views.booking import BookingPage
from views.dashboard.arranging import ArrangePage
from views.dashboard.page import DashboardPage
from views.design import SPACE, failure_card
from views.notifications import NotificationsPage, SettingsPage
from views.profile import ProfilePage
from views.receipts import ReceiptPage, ReceiptsPage
from views.state import memo, navigate
from views.state.navigation import ARRANGE, BOOKING, HOME, NOTIFICATION_SETTINGS, NOTIFICATIONS, PROFILE, RECEIPTS
from views.text import _
from views.text.errors import told


def page_of(path: str, on_account: Callable[[], None]) -> ft.Control:
    """The page of a path; a sentence and the way home for an unknown one. `on_account` opens the account sheet."""
    if path == HOME:
        return memo(DashboardPage)(on_account, key="dashboard")
    if path == ARRANGE:
        return memo(ArrangePage)(key="arrange")
    if path == NOTIFICATIONS:
        return memo(NotificationsPage)(key="notifications")
    if path == NOTIFICATION_SETTINGS:
        return memo(SettingsPage)(key="notification-settings")
    if path == PROFILE:
        return memo(ProfilePage)(key="profile")
    if path == BOOKING:
        return memo(BookingPage)(key="booking")
    if path == RECEIPTS:
        return memo(ReceiptsPage)(key="receipts")
    if path.startswith(RECEIPTS + "/"):
        number = path.removeprefix(RECEIPTS + "/")
        return memo(ReceiptPage)(number, key=f"receipt-{number}")
    lost = failure_card(told(ErrorKind.NOT_FOUND).sentence, _("Accueil"), lambda: navigate(HOME))
    return ft.Container(lost, padding=SPACE.wide)
