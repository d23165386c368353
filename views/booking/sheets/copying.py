"""Copying a day or a week: to whom, to when, with a live count. « Ajouter à mon choix » adds, and sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import flet as ft

from views.booking.actions import BookingActions
from views.booking.children import child_pills
from views.booking.copying import Copied, copy_day, copy_week
from views.booking.names import joined
from views.booking.planning import Planning, monday_of, week_days
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    choice_button,
    grown,
    icons,
    large_text,
    primary_button,
    text,
)
from views.state import Ready, screen, use_portal, use_query
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_name, day_without_weekday, weekday_short

T = TypeVar("T")
_WEEKS_OFFERED = 8
_ROWS_OF_DAYS = 3
_CLOSED = mark("fermé")
_WHY = {
    "DEADLINE_PASSED": mark("délai dépassé"),
    "PAST": mark("jour passé"),
    "FULL": mark("complet"),
    "PUBLIC_HOLIDAY": mark("jour férié"),
    "SCHOOL_HOLIDAY": mark("vacances"),
    "NOT_OPEN": mark("pas encore ouvert"),
    "CONFLICT": mark("autre service aux mêmes heures"),
}


def use_weeks_ahead(planning: Planning, start: date) -> Planning:
    """The weeks from `start` on to which can be copied; what is loaded until they are. A hook."""
    first = monday_of(start)
    last = first + timedelta(weeks=_WEEKS_OFFERED, days=-1)
    calendar, _refresh = use_query(use_portal().calendar(first, last), [])
    ahead = calendar.value if isinstance(calendar, Ready) else None
    return ft.use_memo(lambda: Planning.of(planning.household, ahead) if ahead else planning, [planning, ahead])


@screen
def CopyDay(
    planning: Planning, actions: BookingActions, day: date, sources: tuple[str, ...], today: date
) -> ft.Control:
    """From one day to children and days."""
    planning = use_weeks_ahead(planning, day)
    children, set_children = ft.use_state(sources)
    no_days: tuple[date, ...] = ()
    to_days, set_days = ft.use_state(no_days)
    copied = copy_day(actions.store.choice, planning, day, sources, children, (*to_days, day))
    mondays = _mondays(planning, day, today)[:_ROWS_OF_DAYS]
    rows: list[ft.Control] = [
        text(_("Pour qui ?"), "strong"),
        child_pills(
            planning.household.children, children, lambda child: set_children(_toggled(children, child, keep=True))
        ),
        text(_("Pour quels jours ?"), "strong"),
        *[_week_of_days(monday, day, planning, to_days, set_days, today) for monday in mondays],
        *_end(copied, actions),
    ]
    return ft.Column(rows, spacing=SPACE.cosy, tight=True)


@screen
def CopyWeek(planning: Planning, actions: BookingActions, child: str, monday: date, today: date) -> ft.Control:
    """From a child's week to children and weeks."""
    planning = use_weeks_ahead(planning, monday)
    first: tuple[str, ...] = (child,)
    children, set_children = ft.use_state(first)
    no_weeks: tuple[date, ...] = ()
    weeks, set_weeks = ft.use_state(no_weeks)
    copied = copy_week(actions.store.choice, planning, monday, child, children, (*weeks, monday))
    offered = [known for known in _mondays(planning, monday, today) if known != monday]

    def toggle(week: date) -> Callable[[], None]:
        return lambda: set_weeks(_toggled(weeks, week))

    rows: list[ft.Control] = [
        text(_("Pour qui ?"), "strong"),
        child_pills(
            planning.household.children, children, lambda who: set_children(_toggled(children, who, keep=True))
        ),
        text(_("Pour quelles semaines ?"), "strong"),
        ft.Row(
            [_toggle(week_label(week), week_label(week), week in weeks, toggle(week)) for week in offered],
            spacing=SPACE.snug,
            run_spacing=SPACE.snug,
            wrap=True,
        ),
        *_end(copied, actions),
    ]
    return ft.Column(rows, spacing=SPACE.cosy, tight=True)


def week_label(monday: date) -> str:
    """« 30 nov. – 4 déc. », said whole: « Semaine du 30 novembre »."""
    return typeset(_("Semaine du {day}").format(day=day_without_weekday(monday)))


def _mondays(planning: Planning, start: date, today: date) -> list[date]:
    """Weeks that are loaded, from this one on."""
    first = max(monday_of(start), monday_of(today))
    weeks = [first + timedelta(weeks=n) for n in range(_WEEKS_OFFERED)]
    return [week for week in weeks if planning.covers(week)]


def _toggled(values: tuple[T, ...], value: T, *, keep: bool = False) -> tuple[T, ...]:
    """With or without the value; `keep`: the last one stays."""
    if value in values:
        rest = tuple(known for known in values if known != value)
        return (rest or values) if keep else rest
    return (*values, value)


def _week_of_days(
    monday: date,
    source: date,
    planning: Planning,
    chosen: tuple[date, ...],
    set_days: Callable[[tuple[date, ...]], None],
    today: date,
) -> ft.Control:
    def toggle(day: date) -> Callable[[], None]:
        return lambda: set_days(_toggled(chosen, day))

    cells: list[ft.Control] = []
    for day in week_days(monday):
        usable = day != source and day >= today and not planning.is_closed(day)
        label = f"{weekday_short(day)}\n{day.day}" if large_text() else f"{weekday_short(day)} {day.day}"
        cells.append(
            _toggle(label, day_name(day), day in chosen, toggle(day), expand=True)
            if usable
            else ft.Container(text(label, "small", "ink_soft"), expand=True, alignment=ft.Alignment.CENTER)
        )
    return ft.Row(cells, spacing=SPACE.small, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _toggle(
    label: str, name: str, chosen: bool, on_tap: Callable[[], None], *, expand: bool | None = None
) -> ft.Control:
    look = button_style(
        fill="primary_soft" if chosen else "surface",
        edge="primary" if chosen else "edge",
        edge_width=2 if chosen else 1,
        radius=RADIUS.cell,
        padding=ft.Padding.symmetric(horizontal=SPACE.tiny, vertical=SPACE.small)
        if large_text()
        else ft.Padding.symmetric(horizontal=SPACE.snug),
    )
    content = text(
        label,
        "small_bold" if chosen else "small",
        "on_primary_soft" if chosen else "ink",
        text_align=ft.TextAlign.CENTER,
        no_wrap=not large_text(),
    )
    return choice_button(
        name,
        selected=chosen,
        on_tap=on_tap,
        content=content,
        style=look,
        height=None if large_text() else grown(TARGET.minimum),
        expand=expand,
    )


def copied_said(copied: Copied) -> str:
    """« 8 réservations, 2 impossibles (délai dépassé) »."""
    if not copied.added and not copied.impossible:
        return _("Tout y est déjà.") if copied.held else _("Choisissez où copier.")
    parts = [ngettext("{count} réservation", "{count} réservations", copied.added)]
    if copied.impossible:
        why = joined(sorted({_(_WHY.get(code, _CLOSED)) for code in copied.refused}))
        told = ngettext("{count} impossible", "{count} impossibles", copied.impossible)
        parts.append(f"{told} ({why})")
    return ", ".join(parts)


def _end(copied: Copied, actions: BookingActions) -> list[ft.Control]:
    add = (lambda: actions.accept(copied.choice)) if copied.added else None
    said = ft.Semantics(content=text(copied_said(copied), "small", "ink_soft"), live_region=True)
    return [said, primary_button(_("Ajouter à mon choix"), add, icons.ADD)]
