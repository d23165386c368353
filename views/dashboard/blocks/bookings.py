"""Réservations: the ribbon of the week and the nearest deadline."""

from __future__ import annotations

from datetime import date

import flet as ft

from views.dashboard.block import block, content_of, stacked
from views.dashboard.bookings import BookingsBlock
from views.dashboard.definition import Block, Span
from views.dashboard.ribbon import WIDE, Measures, legend, phone_measures, ribbon
from views.design import RADIUS, SPACE, colour, icons, large_text, primary_button, separator, skeleton, text
from views.state import Loadable, Ready, navigate, screen, use_layout
from views.state.navigation import BOOKING
from views.text import _, mark

_AROUND = 2 * (SPACE.gap + SPACE.roomy)


@screen
def BookingsCard(loadable: Loadable[BookingsBlock]) -> ft.Control:
    """A tap on a day opens Réservations on that day."""
    layout = use_layout()
    names = [row.child.first_name for row in loadable.value.week.rows] if isinstance(loadable, Ready) else []
    measures = phone_measures(layout.width - _AROUND, names) if layout.phone else WIDE
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, lambda value: _drawn(value, measures), lambda: _bones(phone=layout.phone)),
        aside=_aside(loadable, measures),
        open_name=_("Voir la semaine"),
        on_open=_open,
    )


def _open() -> None:
    navigate(BOOKING)


def _open_day(day: date) -> None:
    navigate(f"{BOOKING}?jour={day}")


def _aside(loadable: Loadable[BookingsBlock], measures: Measures) -> list[ft.Control]:
    aside: list[ft.Control] = []
    if isinstance(loadable, Ready) and not large_text() and measures.names > measures.mark + SPACE.cosy:
        week = loadable.value.week
        if measures.icons and not week.empty:
            aside.append(ft.Container(legend(measures), padding=ft.Padding.only(right=SPACE.wide)))
        this_week = week.days[0] <= week.today
        aside.append(text(_("cette semaine") if this_week else _("la semaine prochaine"), "small", "ink_soft"))
    return aside


def _drawn(value: BookingsBlock, measures: Measures) -> ft.Control:
    phone = not measures.icons
    if value.no_service:
        told = _(
            "Vos enfants ne sont encore inscrits à aucune activité. L'inscription se fait une fois par an "
            "; les réservations s'ouvrent ensuite."
        )
        return stacked([text(told, "body", "ink_soft")])
    rows: list[ft.Control] = []
    if value.week.empty:
        rows.append(text(_("Rien de réservé cette semaine."), "body", "ink_soft"))
    else:
        rows.append(ribbon(value.week, _open_day, measures))
        if phone and not large_text():
            rows.append(ft.Container(legend(measures), padding=ft.Padding.only(top=SPACE.hair)))
    return stacked([*rows, separator(), _foot(value, phone=phone)])


def _foot(value: BookingsBlock, *, phone: bool) -> ft.Control:
    button = primary_button(_("Réserver"), _open, icons.ADD)
    if value.deadline is None:
        return button if phone else ft.Row([button], alignment=ft.MainAxisAlignment.END)
    line = ft.Row(
        [
            ft.Icon(icons.CLOCK, size=18, color=colour("amber")),
            text(value.deadline.sentence, "small", "amber" if value.deadline.soon else "ink", expand=True),
        ],
        spacing=SPACE.snug,
        expand=not phone,
    )
    return stacked([line, button]) if phone else ft.Row([line, button], spacing=SPACE.medium)


def _bones(*, phone: bool) -> ft.Control:
    lines: list[ft.Control] = [_bone_line(phone=phone) for _line in range(3)]
    return ft.Column(
        [ft.Container(height=1), *lines, skeleton(None, 48, radius=RADIUS.button)],
        spacing=SPACE.gap,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bone_line(*, phone: bool) -> ft.Control:
    width, height = (45, 13) if phone else (88, 28)
    bars: list[ft.Control] = [skeleton(width, height) for _day in range(5)]
    return ft.Row([skeleton(28, 28, radius=RADIUS.button), ft.Container(expand=True), *bars], spacing=SPACE.cosy)


DEFINITION = Block("bookings", mark("Réservations"), icons.BOOKING, BookingsCard, Span.WIDE, height=10)
