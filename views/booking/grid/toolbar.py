"""Above the grid: which week kind, period, children and activities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import flet as ft

from services.models import Child, Service
from views.booking.children import child_pills
from views.booking.planning import week_days
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    choice_button,
    colour,
    grown,
    handler,
    icon_button,
    icons,
    large_text,
    named,
    text,
)
from views.text import _, typeset
from views.text.dates import day_of_month, day_without_weekday


def segmented(labels: Sequence[str], chosen: int, on_choose: Callable[[int], Any]) -> ft.Control:
    """« Semaine réelle | Semaine type »: buttons in a track, one selected."""

    def choose(number: int) -> Callable[[], Any]:
        return lambda: on_choose(number)

    parts: list[ft.Control] = []
    for number, label in enumerate(labels):
        here = number == chosen
        look = button_style(
            fill="surface" if here else "none",
            ink="ink" if here else "ink_soft",
            edge="primary" if here else "none",
            edge_width=1.5 if here else 0,
            radius=RADIUS.cell,
        )
        content = text(label, "small_bold", "ink" if here else "ink_soft", no_wrap=True)
        parts.append(
            choice_button(label, selected=here, on_tap=choose(number), content=content, style=look, height=grown(44))
        )
    return ft.Container(
        ft.Row(parts, spacing=0, tight=True),
        bgcolor=colour("sunken"),
        border_radius=RADIUS.ticket,
        padding=ft.Padding.all(SPACE.hair),
    )


def period_label(monday: date, days: int = 5) -> str:
    """« 23 – 27 novembre », « 30 novembre – 4 décembre »."""
    first, last = monday, week_days(monday, days)[-1]
    start = day_of_month(first) if first.month == last.month else day_without_weekday(first)
    return typeset(f"{start} – {day_without_weekday(last)}")


def field_button(
    caption: str, value: str, icon: ft.IconData, on_tap: Callable[[], Any], width: float | None = None
) -> ft.Control:
    """A labelled button that opens a choice: « Période 23 – 27 novembre ⌄ »."""
    tapped = handler(on_tap)
    large = large_text()
    content = ft.Row(
        [
            ft.Icon(icon, size=18, color=colour("ink_soft")),
            ft.Column(
                [text(caption, "caption", "ink_soft", no_wrap=not large), text(value, "small_bold", no_wrap=not large)],
                spacing=0,
                tight=True,
                expand=large,
                alignment=ft.MainAxisAlignment.CENTER,
            ),
            ft.Icon(icons.DOWN, size=18, color=colour("ink_soft")),
        ],
        spacing=SPACE.cosy,
        tight=not large,
    )
    button = ft.TextButton(
        content=content,
        on_click=tapped,
        height=None if large else TARGET.minimum,
        width=width,
        style=button_style(
            fill="surface",
            edge="edge",
            edge_width=1,
            padding=ft.Padding.symmetric(horizontal=SPACE.cosy, vertical=SPACE.small if large else 0),
        ),
    )
    return named(button, f"{caption}, {value}", on_tap)


def week_arrows(monday: date, on_turn: Callable[[int], Any]) -> ft.Control:
    """The week and its two arrows, while what it holds could not be had: the other weeks stay one tap away."""
    return ft.Row([text(period_label(monday), "strong"), *_turns(on_turn)], spacing=SPACE.hair, tight=True)


def week_tools(monday: date, on_turn: Callable[[int], Any], on_period: Callable[[], Any]) -> ft.Control:
    """« Période » and the two arrows."""
    return ft.Row(
        [
            field_button(_("Période"), period_label(monday), ft.Icons.CALENDAR_TODAY_ROUNDED, on_period),
            *_turns(on_turn),
        ],
        spacing=SPACE.hair,
        tight=True,
    )


def _turns(on_turn: Callable[[int], Any]) -> list[ft.Control]:
    return [
        icon_button(icons.PREVIOUS, _("Semaine précédente"), lambda: on_turn(-1)),
        icon_button(icons.NEXT, _("Semaine suivante"), lambda: on_turn(1)),
    ]


def children_filter(
    children: Sequence[Child], shown: Sequence[str], on_tap: Callable[[str], None], *, two_lines: bool
) -> ft.Control:
    """« Filtrer les enfants » and their pills; none chosen is impossible."""
    label = text(_("Filtrer\nles enfants") if two_lines else _("Filtrer les enfants"), "small", "ink_soft")
    row = ft.Row(
        [label, child_pills(children, shown, on_tap, tick=False)],
        spacing=SPACE.small,
        tight=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Semantics(content=row, container=True)


def activities(services: Sequence[Service]) -> dict[str, str]:
    """Activities of these services in the order of the day: id → name."""
    return {service.activity: service.activity_name for service in services}


def activities_filter(services: Sequence[Service], hidden: frozenset[str], on_tap: Callable[[], Any]) -> ft.Control:
    """« Filtrer les activités  Toutes (5) »."""
    known = activities(services)
    count = len([activity for activity in known if activity not in hidden])
    value = _("Toutes ({count})").format(count=count) if count == len(known) else f"{count} / {len(known)}"
    return field_button(_("Filtrer les activités"), value, icons.FILTER, on_tap)


def weeks_from(monday: date, count: int) -> list[date]:
    return [monday + timedelta(weeks=number) for number in range(count)]
