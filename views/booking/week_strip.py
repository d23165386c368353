"""The week as five days to tap: pages that are swiped, dragged by the mouse, or turned by arrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import flet as ft

from services.models import Child
from views.booking.actions import BookingActions
from views.booking.names import booked_count, day_said
from views.booking.planning import Planning, monday_of, week_days
from views.design import (
    RADIUS,
    SPACE,
    TYPE,
    button_style,
    child_dot,
    choice_button,
    colour,
    handler,
    skeleton,
    text,
    text_scale,
)
from views.state import screen
from views.text.dates import weekday_short

#: Weeks that can be turned to, before and after today's.
WEEKS_BEFORE, WEEKS_AFTER = 12, 60
_DOT = 9
_DAY_PADDING = 8
#: What the mouse must travel to turn a week; its speed at the end says nothing on a busy machine.
_DRAG_DISTANCE = 60.0


def strip_height() -> float:
    """Height of a day cell at the current text scale."""
    scale = text_scale()
    lines = sum(
        TYPE[role].size * TYPE[role].height * min(scale, TYPE[role].cap or scale) for role in ("day", "day_number")
    )
    return round(lines + _DOT + 2 * SPACE.tiny + 2 * _DAY_PADDING + SPACE.hair + SPACE.small)


@screen
def WeekStrip(
    actions: BookingActions, planning: Planning | None, week: date, days: tuple[date, ...], today: date
) -> ft.Control:
    """Pages of weeks around today; only the one shown and its neighbours are drawn."""
    first = monday_of(today) - timedelta(weeks=WEEKS_BEFORE)
    index = max(0, min((week - first).days // 7, WEEKS_BEFORE + WEEKS_AFTER))
    views: list[ft.Control] = [
        ft.Container(
            _week(actions, planning, first + timedelta(weeks=number), days, today) if abs(number - index) < 2 else None,
            key=f"week-{number}",
        )
        for number in range(WEEKS_BEFORE + WEEKS_AFTER + 1)
    ]

    def turned(event: ft.Event[ft.PageView]) -> None:
        actions.show_week(first + timedelta(weeks=int(event.data or 0)))

    from_x: ft.MutableRef[float] = ft.use_ref(0.0)

    def drag_began(event: ft.DragStartEvent[ft.GestureDetector]) -> None:
        from_x.current = event.global_position.x

    def drag_ended(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        distance = event.global_position.x - (from_x.current or 0.0)
        if abs(distance) >= _DRAG_DISTANCE:
            actions.turn(1 if distance < 0 else -1)

    strip = ft.PageView(views, selected_index=index, on_change=handler(turned))
    return ft.Container(
        ft.GestureDetector(
            strip,
            allowed_devices=[ft.PointerDeviceType.MOUSE],
            on_horizontal_drag_start=handler(drag_began),
            on_horizontal_drag_end=handler(drag_ended),
        ),
        height=strip_height(),
    )


def _week(
    actions: BookingActions, planning: Planning | None, monday: date, days: tuple[date, ...], today: date
) -> ft.Control:
    cells = [day_cell(actions, planning, day, chosen=day in days, today=today) for day in _shown_days(planning, monday)]
    return ft.Container(
        ft.Row(cells, spacing=SPACE.small, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=1, vertical=1),
    )


def _shown_days(planning: Planning | None, monday: date) -> tuple[date, ...]:
    """Monday to Friday; a week-end day only if something runs on it."""
    extra = [
        day
        for day in week_days(monday, 7)[5:]
        if planning is not None and any(True for _slot in planning.slots_on(day))
    ]
    return (*week_days(monday), *extra)


def day_cell(actions: BookingActions, planning: Planning | None, day: date, *, chosen: bool, today: date) -> ft.Control:
    """One day: solid when chosen, ringed when today, a dot per child."""
    ink = "on_primary" if chosen else "ink"
    face = ft.Column(
        [
            text(weekday_short(day), "day", ink if chosen else "ink_soft", no_wrap=True),
            text(str(day.day), "day_number", ink, no_wrap=True),
            _dots(planning, day, chosen=chosen),
        ],
        spacing=SPACE.hair,
        tight=True,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    is_today = day == today
    look = button_style(
        fill="primary" if chosen else "surface",
        ink=ink,
        edge="primary" if is_today or chosen else "edge",
        edge_width=2 if is_today else 1,
        radius=RADIUS.ticket,
        padding=ft.Padding.symmetric(vertical=_DAY_PADDING, horizontal=0),
        focus="on_primary" if chosen else "focus",
        inner_focus=chosen,
        role="day",
    )
    children: Sequence[Child] = planning.household.children if planning else ()
    name = day_said(planning, day, children, today) if planning else weekday_short(day)
    return choice_button(
        name,
        selected=chosen,
        on_tap=lambda: actions.show_day(day),
        content=face,
        style=look,
        expand=True,
    )


def _dots(planning: Planning | None, day: date, *, chosen: bool) -> ft.Control:
    if planning is None or not planning.covers(day):
        return skeleton(30, _DOT)
    if planning.is_closed(day):
        return ft.Icon(ft.Icons.EVENT_BUSY_ROUNDED, size=_DOT + 4, color=colour("on_primary" if chosen else "ink_soft"))
    color = "on_primary" if chosen else None
    return ft.Row(
        [
            child_dot(child.rank, booked_count(planning, child.id, day) > 0, _DOT, color=color)
            for child in planning.household.children
        ],
        spacing=SPACE.tiny,
        alignment=ft.MainAxisAlignment.CENTER,
        tight=True,
    )
