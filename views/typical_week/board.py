"""Part 1, the pattern: five days × services, ticks only; and how often it comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from services.models import RecurrenceKind, Service
from views.booking.grid.toolbar import segmented
from views.booking.names import joined, of_name
from views.booking.planning import Planning
from views.design import (
    LAYOUT,
    RADIUS,
    SPACE,
    TARGET,
    card,
    colour,
    grown,
    icons,
    notice,
    segments,
    slot_tile,
    text,
    text_button,
)
from views.text import _, typeset
from views.text.dates import day_without_weekday, weekday, weekday_short
from views.text.errors import told_error
from views.typical_week.pattern import KINDS, is_ticked, next_applying, recurring, services_of, toggled, weekdays_of
from views.typical_week.presenter import TypicalPage

_A_MONDAY = date(2026, 11, 23)


def recurrence_labels(*, short: bool = False) -> list[str]:
    every = _("Toutes") if short else _("Toutes les semaines")
    return [every, _("Paires"), _("Impaires"), _("1 sur 2") if short else _("Une sur deux")]


def pattern_card(page: TypicalPage, planning: Planning, today: date, *, phone: bool, roomy: bool) -> ft.Control:
    """« La semaine type d’Alice ». `roomy`: title, copy and « Toutes les semaines » stand on one line."""
    state = page.state
    days: list[ft.Control] = [] if phone else [ft.Container(width=LAYOUT.row_label_desktop)]
    for number in range(5):
        name = text(_day(number, phone=phone), "small", "ink_soft")
        days.append(ft.Container(name, expand=True, alignment=ft.Alignment.CENTER))
    heads = ft.Row(days, spacing=SPACE.small)
    services = services_of(planning, state.child.id)
    rows = [row for service in services for row in _row(page, planning, service, phone=phone)]
    return card(
        ft.Column(
            [*_head(page, planning, today, phone=phone, roomy=roomy), heads, *rows], spacing=SPACE.small, tight=True
        ),
        padding=ft.Padding.all(SPACE.gap if phone else SPACE.roomy),
    )


def _day(number: int, *, phone: bool) -> str:
    day = _A_MONDAY + timedelta(days=number)
    return weekday_short(day) if phone else weekday(day)


def _head(page: TypicalPage, planning: Planning, today: date, *, phone: bool, roomy: bool) -> list[ft.Control]:
    state, actions = page.state, page.actions
    name = state.child.first_name
    title = of_name(_("La semaine type de {name}"), _("La semaine type d'{name}"), name)
    others = [child.first_name for child in planning.household.children if child.id != state.child.id]
    tools: list[ft.Control] = [text(title, "h2", heading=2, expand=not phone)]
    if others and state.week.ticks:
        label = _("Copier vers {names}").format(names=joined(others))
        tools.append(text_button(label, page.copy_to.run, icons.COPY, busy=page.copy_to.busy))

    def choose(number: int) -> None:
        actions.draw(recurring(state.week, KINDS[number], state.first))

    chosen = KINDS.index(state.week.recurrence.kind)
    labels = recurrence_labels(short=phone)
    if phone:
        how_often = segments(
            [(str(at), word) for at, word in enumerate(labels)], str(chosen), lambda at: choose(int(at))
        )
    else:
        how_often = segmented(labels, chosen, choose)
    rows: list[ft.Control] = [*tools, how_often]
    if roomy:
        rows = [ft.Row([*tools, how_often], spacing=SPACE.cosy)]
    elif not phone:
        rows = [ft.Row(tools, spacing=SPACE.cosy), how_often]
    if state.week.recurrence.kind is not RecurrenceKind.EVERY:
        monday = next_applying(state.week.recurrence, today)
        told = _("{kind} : la prochaine commence le {day}").format(
            kind=recurrence_labels()[chosen], day=day_without_weekday(monday)
        )
        rows.append(text(typeset(told), "small", "ink_soft"))
    if page.copy_to.error is not None:
        rows.append(notice("amber", told_error(page.copy_to.error).sentence))
    return rows


def _row(page: TypicalPage, planning: Planning, service: Service, *, phone: bool) -> list[ft.Control]:
    state = page.state
    runs = weekdays_of(planning, state.child.id, service.id)
    cells = [
        _cell(page, service, weekday_number, phone=phone) if weekday_number in runs else ft.Container(expand=True)
        for weekday_number in range(1, 6)
    ]
    label = text(service.name, "small_bold")
    if phone:
        return [label, ft.Row(cells, spacing=SPACE.small)]
    return [ft.Row([ft.Container(label, width=LAYOUT.row_label_desktop), *cells], spacing=SPACE.small)]


def _cell(page: TypicalPage, service: Service, number: int, *, phone: bool) -> ft.Control:
    week = page.state.week
    ticked = is_ticked(week, number, service.id)
    day = weekday(_A_MONDAY + timedelta(days=number - 1))
    word = _("dans la semaine type") if ticked else _("pas dans la semaine type")
    icon = ft.Icon(icons.CHECK if ticked else icons.ADD, size=20, color=colour("primary" if ticked else "ink_soft"))
    content = ft.Row([icon], alignment=ft.MainAxisAlignment.CENTER)

    def tap() -> None:
        page.actions.draw(toggled(week, number, service.id))

    on_tap: Callable[[], None] = tap
    tile = slot_tile(
        name=f"{service.name}, {day}, {word}",
        checked=ticked,
        state="chosen" if ticked else "available",
        on_tap=on_tap,
        content=content,
        height=grown(TARGET.minimum),
        radius=RADIUS.cell,
        padding=ft.Padding.all(0),
        expand=True,
    )
    tile.key = f"{service.id}-{number}"
    return tile
