"""Réservations: the phone page, or the week grid where there is room; the semaine type in both."""

from __future__ import annotations

import flet as ft

from views.booking.actions import BookingActions, FilterEntry, ModeEntry
from views.booking.bar import SummaryBar
from views.booking.grid.page import GridPage, grid_top
from views.booking.phone import freshness_line, more_button, phone_body, receipts_button
from views.booking.presenter import BookingState, use_booking, use_choice_pending
from views.booking.sheets import Sheets
from views.design import LAYOUT, SPACE, icon_button, icons, text
from views.headed import headed_page, tools_with_bell
from views.state import (
    Ready,
    current_route,
    navigate,
    screen,
    use_bottom_bar,
    use_layout,
    use_leave_question,
    use_text_scale,
)
from views.state.navigation import RECEIPTS, day_of
from views.text import _
from views.typical_week.page import TypicalWeekPage

#: The width the grid needs, in pixels of text at 100 %: with larger text the days come one by one.
GRID_WIDTH = 640


@screen
def BookingPage() -> ft.Control:
    """The page of « Réservations » in the layout that fits."""
    state, actions = use_booking(day_of(current_route()))
    page = Pages(actions.mode, actions.filter, state, actions, key="pages")
    sheets = Sheets(actions.sheet, actions, state, key="sheets")
    return ft.Stack([page, sheets, Leaving(actions.mode, actions, key="leaving")], expand=True)


@screen
def Leaving(mode: ModeEntry, actions: BookingActions) -> ft.Control:
    """Tells the shell, on a phone, that a bar takes the navigation's place and that leaving is asked about.

    Apart from the page, which must not be drawn again because the first slot is ticked.
    """
    phone = use_layout().phone
    pending = use_choice_pending()
    use_bottom_bar(phone and (pending or mode.typical))
    use_leave_question(actions.ask_leave if phone and pending else None)
    return ft.Container(width=0, height=0)


@screen
def Pages(mode: ModeEntry, _filter: FilterEntry, state: BookingState, actions: BookingActions) -> ft.Control:
    """Drawn again when the kind of week or the grid's filter changes."""
    layout = use_layout()
    narrow = layout.phone or (layout.width - LAYOUT.rail) / use_text_scale() < GRID_WIDTH
    if mode.typical and isinstance(state.planning, Ready):
        top = [_phone_top(actions)] if layout.phone else [grid_top(1, actions)]
        return TypicalWeekPage(state.planning.value, state.now, top, key="typical")
    if narrow:
        return _phone(state, actions)
    return GridPage(state, actions, key="grid")


def _phone(state: BookingState, actions: BookingActions) -> ft.Control:
    bar = SummaryBar(actions.store.summary, actions.submit_focus, actions, key="bar")
    tools = (receipts_button(lambda: navigate(RECEIPTS)), more_button(actions))
    body = phone_body(state, actions, actions.store)
    return headed_page(_("Réservations"), body, bar, tools=tools, under_title=freshness_line(state, actions))


def _phone_top(actions: BookingActions) -> ft.Control:
    back = icon_button(icons.BACK, _("Semaine réelle"), lambda: actions.show_typical(False))
    return ft.Row(
        [back, text(_("Semaine type"), "h1", heading=1, expand=True), *tools_with_bell(more_button(actions))],
        spacing=SPACE.tiny,
    )
