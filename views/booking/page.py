"""Réservations: the phone page, or the week grid where there is room."""

from __future__ import annotations

from datetime import date

import flet as ft

from views.booking.actions import BookingActions, FilterEntry
from views.booking.bar import SummaryBar
from views.booking.grid.page import GridPage
from views.booking.phone import more_button, phone_body, receipts_button
from views.booking.presenter import BookingState, use_booking, use_choice_pending
from views.booking.sheets import Sheets
from views.design import page_frame
from views.state import current_route, navigate, screen, use_bottom_bar, use_layout
from views.state.navigation import RECEIPTS, query_of
from views.text import _


def asked_day(route: str) -> date | None:
    """The day of `?jour=2026-11-26`, or None when there is none or it is no day."""
    try:
        return date.fromisoformat(query_of(route, "jour") or "")
    except ValueError:
        return None


@screen
def BookingPage() -> ft.Control:
    """The page of « Réservations » in the layout that fits."""
    layout = use_layout()
    state, actions = use_booking(asked_day(current_route()))
    pending = use_choice_pending()
    use_bottom_bar(layout.phone and pending)
    page = _phone(state, actions) if layout.phone else Grid(actions.filter, state, actions, key="grid")
    return ft.Stack([page, Sheets(actions.sheet, actions, state, key="sheets")], expand=True)


@screen
def Grid(_filter: FilterEntry, state: BookingState, actions: BookingActions) -> ft.Control:
    """The grid, drawn again when its filter changes."""
    return GridPage(state, actions, lambda _mode: None)


def _phone(state: BookingState, actions: BookingActions) -> ft.Control:
    bar = SummaryBar(actions.store.summary, actions.submit_focus, actions, key="bar")
    tools = [receipts_button(lambda: navigate(RECEIPTS)), more_button(actions)]
    return page_frame(_("Réservations"), tools, phone_body(state, actions, actions.store), bar)
