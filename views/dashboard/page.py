"""The dashboard's page: presenter, screen and where its actions lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import flet as ft

from services.models import Contact
from views.dashboard.presenter import use_dashboard
from views.dashboard.screen import DashboardActions, dashboard_screen
from views.state import navigate, screen, use_layout
from views.state.navigation import BOOKING


@screen
def DashboardPage(on_account: Callable[[], None]) -> ft.Control:
    """`on_account` opens the account sheet (the phone has no rail to hold it)."""
    launcher = ft.use_memo(ft.UrlLauncher, [])

    async def call(contact: Contact) -> None:
        await launcher.launch_url("tel:" + "".join(mark for mark in contact.phone if mark in "+0123456789"))

    async def write(contact: Contact) -> None:
        await launcher.launch_url(f"mailto:{contact.email}")

    def open_day(day: date) -> None:
        navigate(f"{BOOKING}?jour={day}")

    actions = DashboardActions(lambda: navigate(BOOKING), open_day, call, write, on_account)
    return dashboard_screen(use_dashboard(), actions, use_layout())
