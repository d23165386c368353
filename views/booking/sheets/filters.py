"""The grid's two choices: which week, which activities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from services.models import Day, DayKind
from views.booking.actions import BookingActions, FilterEntry
from views.booking.grid.toolbar import activities, period_label
from views.booking.planning import Planning, monday_of, week_days
from views.booking.sheets.month import next_month
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    choice_button,
    colour,
    grown,
    icon_button,
    icons,
    slot_tile,
    state_look,
    text,
)
from views.state import screen, use_portal, use_query
from views.state.loadable import Ready
from views.text import _
from views.text.dates import month_and_year


@screen
def Period(planning: Planning, actions: BookingActions, week: date, today: date) -> ft.Control:
    """The weeks of a month; school holidays are shaded and named."""
    month, set_month = ft.use_state((week + timedelta(days=3)).replace(day=1))
    last = next_month(month, 1) - timedelta(days=1)
    first_shown, last_shown = monday_of(month), monday_of(last) + timedelta(days=6)
    calendar, _refresh = use_query(use_portal().calendar(first_shown, last_shown), [])
    known = {day.day: day for day in calendar.value.days} if isinstance(calendar, Ready) else planning.days

    def go(monday: date) -> Callable[[], None]:
        def chosen() -> None:
            actions.show_week(monday)
            actions.close()

        return chosen

    mondays = [first_shown + timedelta(days=offset) for offset in range(0, (last_shown - first_shown).days + 1, 7)]
    return ft.Column(
        [
            ft.Row(
                [
                    icon_button(icons.PREVIOUS, _("Mois précédent"), lambda: set_month(next_month(month, -1))),
                    text(month_and_year(month), "h2", heading=3, expand=True, text_align=ft.TextAlign.CENTER),
                    icon_button(icons.NEXT, _("Mois suivant"), lambda: set_month(next_month(month, 1))),
                ]
            ),
            *[_week(monday, known, go(monday), chosen=monday == week, today=today) for monday in mondays],
        ],
        spacing=SPACE.small,
        tight=True,
    )


def holiday_of(monday: date, known: dict[date, Day]) -> str | None:
    """The name of the school holiday that covers the week's school days, if any."""
    days = [known[day] for day in week_days(monday) if day in known]
    off = (DayKind.SCHOOL_HOLIDAY, DayKind.PUBLIC_HOLIDAY)
    named = [day.name for day in days if day.kind is DayKind.SCHOOL_HOLIDAY and day.name]
    return named[0] if named and all(day.kind in off for day in days) else None


def _week(monday: date, known: dict[date, Day], go: Callable[[], None], *, chosen: bool, today: date) -> ft.Control:
    holiday = holiday_of(monday, known)
    label = period_label(monday)
    notes = [note for note in (holiday, _("cette semaine") if monday == monday_of(today) else None) if note]
    ink = "on_primary" if chosen else "ink"
    content = ft.Row(
        [
            text(label, "small_bold", ink, expand=True),
            *(text(note, "caption", ink if chosen else "ink_soft") for note in notes),
        ],
        spacing=SPACE.cosy,
    )
    look = button_style(
        fill="primary" if chosen else "sunken" if holiday else "surface",
        edge="none" if chosen or holiday else "edge",
        edge_width=0 if chosen or holiday else 1,
        radius=RADIUS.cell,
        inner_focus=chosen,
        focus="on_primary" if chosen else "focus",
    )
    return choice_button(
        ", ".join([label, *notes]),
        selected=chosen,
        on_tap=go,
        content=content,
        style=look,
        height=grown(TARGET.minimum),
    )


@screen
def Activities(entry: FilterEntry, planning: Planning, actions: BookingActions) -> ft.Control:
    """A tick per activity, « Toutes » first. The filter hides rows, never a pending choice."""

    def toggle(activity: str | None) -> Callable[[], None]:
        return lambda: actions.toggle_activity(activity)

    known = activities(planning.household.services)
    rows = [_tick(_("Toutes"), not entry.hidden, toggle(None))]
    rows += [_tick(name, activity not in entry.hidden, toggle(activity)) for activity, name in known.items()]
    return ft.Column(rows, spacing=SPACE.small, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _tick(name: str, checked: bool, on_tap: Callable[[], None]) -> ft.Control:
    look = state_look("chosen" if checked else "available")
    icon = ft.Icons.CHECK_BOX_ROUNDED if checked else ft.Icons.CHECK_BOX_OUTLINE_BLANK_ROUNDED
    content = ft.Row([ft.Icon(icon, size=22, color=colour("primary")), text(name, "body")], spacing=SPACE.cosy)
    return slot_tile(name=name, checked=checked, state=look, on_tap=on_tap, content=content)
