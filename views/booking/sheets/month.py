"""The month as a sheet of days: the same dots, one tap returns to the day."""

from __future__ import annotations

from datetime import date, timedelta

import flet as ft

from views.booking.actions import BookingActions
from views.booking.names import booked_count, day_said
from views.booking.planning import Planning, monday_of
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    child_dot,
    choice_button,
    colour,
    grown,
    icon_button,
    icons,
    text,
)
from views.state import screen, use_portal, use_query
from views.state.loadable import Ready
from views.text import _
from views.text.dates import month_and_year, weekday_short


def next_month(first: date, step: int) -> date:
    """The first day of the month `step` months away (−1, 1)."""
    return (first + timedelta(days=31)).replace(day=1) if step > 0 else (first - timedelta(days=1)).replace(day=1)


@screen
def Month(planning: Planning, actions: BookingActions, week: date, days: tuple[date, ...], today: date) -> ft.Control:
    """A month to look at and turn; a tap on a day goes there."""
    month, set_month = ft.use_state((week + timedelta(days=3)).replace(day=1))
    last = next_month(month, 1) - timedelta(days=1)
    first_shown, last_shown = monday_of(month), monday_of(last) + timedelta(days=6)
    calendar, _refresh = use_query(use_portal().calendar(first_shown, last_shown), [])
    shown = Planning.of(planning.household, calendar.value) if isinstance(calendar, Ready) else planning
    return ft.Column(
        [
            ft.Row(
                [
                    icon_button(icons.PREVIOUS, _("Mois précédent"), lambda: set_month(next_month(month, -1))),
                    text(month_and_year(month), "h2", heading=3, expand=True, text_align=ft.TextAlign.CENTER),
                    icon_button(icons.NEXT, _("Mois suivant"), lambda: set_month(next_month(month, 1))),
                ],
            ),
            ft.Row(
                [
                    ft.Container(
                        text(weekday_short(first_shown + timedelta(days=n)), "caption", "ink_soft"),
                        expand=True,
                        alignment=ft.Alignment.CENTER,
                    )
                    for n in range(7)
                ],
                spacing=SPACE.hair,
            ),
            *[
                ft.Row(
                    [_day(shown, actions, monday + timedelta(days=n), month, days, today) for n in range(7)],
                    spacing=SPACE.hair,
                )
                for monday in _mondays(first_shown, last_shown)
            ],
        ],
        spacing=SPACE.hair,
        tight=True,
    )


def _mondays(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range(0, (last - first).days + 1, 7)]


def _day(
    planning: Planning, actions: BookingActions, day: date, month: date, days: tuple[date, ...], today: date
) -> ft.Control:
    """One day, a button; empty outside of the month."""
    if day.month != month.month:
        return ft.Container(expand=True, height=grown(TARGET.minimum))
    chosen, closed = day in days, planning.covers(day) and planning.is_closed(day)
    children = planning.household.children
    ink = "on_primary" if chosen else "ink_soft" if closed else "ink"
    dots: list[ft.Control] = [
        child_dot(child.rank, booked_count(planning, child.id, day) > 0, 7, color="on_primary" if chosen else None)
        for child in children
    ]
    mark: ft.Control = (
        ft.Row(dots, spacing=SPACE.hair, tight=True)
        if not closed
        else ft.Icon(ft.Icons.CLOSE_ROUNDED, size=9, color=colour(ink))
    )
    face = ft.Column(
        [text(str(day.day), "small_bold", ink), mark],
        spacing=SPACE.hair,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
    )
    look = button_style(
        fill="primary" if chosen else "none",
        edge="primary" if day == today else "none",
        edge_width=2 if day == today else 0,
        radius=RADIUS.cell,
        padding=ft.Padding.all(0),
        focus="on_primary" if chosen else "focus",
        inner_focus=chosen,
    )
    return choice_button(
        day_said(planning, day, children, today),
        selected=chosen,
        on_tap=lambda: actions.go_to_day(day),
        content=face,
        style=look,
        expand=True,
        height=grown(TARGET.minimum),
    )
