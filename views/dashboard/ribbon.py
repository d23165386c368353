"""The ribbon drawn: one line per child, Monday to Friday from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import flet as ft

from services.models import Child
from views.dashboard.week import Cell, CellKind, Row, Week
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    child_colour,
    child_mark,
    colour,
    icons,
    initials,
    large_text,
    named,
    text,
    text_scale,
)
from views.design.handling import handler
from views.text import _, typeset
from views.text.dates import day_name, weekday_short

_MOMENT_ICONS = (icons.service_icon("morning"), icons.service_icon("meal"), icons.service_icon("evening"))


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels of the ribbon: a pip's side, the gap between two, a line's height, the names' width, a mark's side."""

    pip: float
    gap: float
    line: float
    names: float
    mark: float
    icons: bool

    @property
    def bar(self) -> float:
        return 3 * self.pip + 2 * self.gap


WIDE = Measures(pip=28, gap=2, line=42, names=112, mark=28, icons=True)
_NARROW = 292
_LEAST_PIP = 10
#: How wide a letter of a first name is at most on average.
_LETTER = 7.6


def phone_measures(width: float, names_shown: Iterable[str]) -> Measures:
    """For a ribbon of `width` pixels: the pips shrink, and a narrow phone keeps the marks without the names.

    A first name longer than Alice has room taken from the pips, down to 10 px.
    """
    mark = 28
    names = float(mark + SPACE.cosy)
    if not large_text() and width >= _NARROW:
        longest = max((len(name) for name in names_shown), default=0) * _LETTER * text_scale()
        names = max(74.0, min(mark + SPACE.snug + longest, width - 5 * (3 * _LEAST_PIP + 2 * 3 + SPACE.snug)))
    pip = min(13.0, ((width - names) / 5 - 2 * 3 - SPACE.snug) / 3)
    return Measures(pip=pip, gap=3, line=38, names=names, mark=mark, icons=False)


def ribbon(week: Week, on_day: Callable[[date], None], measures: Measures) -> ft.Control:
    """`on_day`: a tap on a day's column."""
    columns: list[ft.Control] = [_names(week, measures)]
    for index, day in enumerate(week.days):
        columns.append(_column(week, index, day, on_day, measures))
    return ft.Row(columns, spacing=0, vertical_alignment=ft.CrossAxisAlignment.END)


def _names(week: Week, measures: Measures) -> ft.Control:
    letters = initials(row.child for row in week.rows)
    lines: list[ft.Control] = [_name(row.child, letters[row.child.id], measures) for row in week.rows]
    return ft.Column(lines, spacing=0, width=measures.names, tight=True)


def _name(child: Child, letters: str, measures: Measures) -> ft.Control:
    parts: list[ft.Control] = [child_mark(child, measures.mark, letters)]
    named_too = not large_text() and measures.names > measures.mark + SPACE.cosy
    if named_too:
        parts.append(text(child.first_name, "small_bold", expand=True, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS))
    line = ft.Container(ft.Row(parts, spacing=SPACE.snug), height=measures.line, alignment=ft.Alignment.CENTER_LEFT)
    if named_too:
        return line
    return ft.Semantics(content=line, label=child.first_name, exclude_semantics=True, container=True)


def _column(week: Week, index: int, day: date, on_day: Callable[[date], None], measures: Measures) -> ft.Control:
    lines: list[ft.Control] = [_head(day, day == week.today, lambda: on_day(day))]
    for row in week.rows:
        lines.append(_line(row, row.cells[index], measures))
    column = ft.Column(lines, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.GestureDetector(
        content=column,
        on_tap=handler(lambda: on_day(day)),
        exclude_from_semantics=True,
        expand=True,
        mouse_cursor=ft.MouseCursor.CLICK,
    )


def _head(day: date, today: bool, on_tap: Callable[[], None]) -> ft.Control:
    number = ft.Container(
        text(str(day.day), "ribbon_number", "on_primary" if today else "ink", no_wrap=True),
        bgcolor=colour("primary" if today else "none"),
        border_radius=RADIUS.cell - SPACE.hair,
        padding=ft.Padding.symmetric(horizontal=SPACE.tiny if large_text() else SPACE.snug, vertical=3),
    )
    face = ft.Column(
        [text(weekday_short(day), "day", "primary" if today else "ink_soft", no_wrap=True), number],
        spacing=SPACE.hair,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        tight=True,
    )
    button = ft.TextButton(
        content=face,
        style=button_style(padding=ft.Padding.all(0), radius=RADIUS.cell),
        width=None if large_text() else TARGET.minimum,
        on_click=handler(on_tap),
        height=None if large_text() else TARGET.minimum + SPACE.tiny,
    )
    return named(button, typeset(_("Voir {day}").format(day=day_name(day))), on_tap)


def _line(row: Row, cell: Cell, measures: Measures) -> ft.Control:
    drawn = _cell(cell, child_colour(row.child.rank), measures)
    box = ft.Container(drawn, height=measures.line, alignment=ft.Alignment.CENTER)
    return ft.Semantics(content=box, label=cell.name, exclude_semantics=True, container=True)


def _cell(cell: Cell, role: str, measures: Measures) -> ft.Control:
    if cell.kind is CellKind.CLOSED:
        return text(_("fermé") if measures.icons else "—", "caption", "ink_soft", no_wrap=True)
    if cell.kind is CellKind.BAR:
        return _bar(cell.filled[0], role, measures)
    pips = [_pip(number, filled, role, measures) for number, filled in enumerate(cell.filled)]
    return ft.Row(pips, spacing=measures.gap, alignment=ft.MainAxisAlignment.CENTER, tight=True)


def _pip(number: int, filled: bool, role: str, measures: Measures) -> ft.Control:
    if not measures.icons:
        return ft.Container(
            width=measures.pip,
            height=measures.pip,
            border_radius=RADIUS.pip,
            bgcolor=colour(role if filled else "empty"),
        )
    return ft.Container(
        ft.Icon(_MOMENT_ICONS[number], size=15, color=colour(f"on_{role}" if filled else "ink_soft")),
        width=measures.pip,
        height=measures.pip,
        border_radius=SPACE.snug,
        alignment=ft.Alignment.CENTER,
        bgcolor=colour(role if filled else "none"),
        border=None if filled else ft.Border.all(1, colour("line")),
    )


def _bar(filled: bool, role: str, measures: Measures) -> ft.Control:
    if not measures.icons:
        return ft.Container(
            width=measures.bar,
            height=measures.pip,
            border_radius=RADIUS.pip,
            bgcolor=colour(role if filled else "empty"),
        )
    ink = f"on_{role}" if filled else "ink_soft"
    parts: list[ft.Control] = [ft.Icon(icons.service_icon("day"), size=15, color=colour(ink))]
    if not large_text():
        parts.append(text(_("journée"), "caption", ink, no_wrap=True))
    return ft.Container(
        ft.Row(parts, spacing=SPACE.tiny, alignment=ft.MainAxisAlignment.CENTER),
        width=measures.bar + SPACE.tiny,
        height=measures.pip,
        border_radius=SPACE.snug,
        bgcolor=colour(role if filled else "none"),
        border=None if filled else ft.Border.all(1, colour("line")),
    )


def legend(measures: Measures) -> ft.Control:
    """matin · midi · soir."""
    words = (_("matin"), _("midi"), _("soir"))
    items: list[ft.Control] = [_legend_item(number, word, measures) for number, word in enumerate(words)]
    row = ft.Row(items, spacing=SPACE.roomy, alignment=ft.MainAxisAlignment.CENTER, wrap=large_text())
    return ft.Semantics(content=row, exclude_semantics=True)


def _legend_item(number: int, word: str, measures: Measures) -> ft.Control:
    if measures.icons:
        sign: ft.Control = ft.Icon(_MOMENT_ICONS[number], size=16, color=colour("ink_soft"))
    else:
        sign = ft.Row(
            [
                ft.Container(
                    width=9, height=9, border_radius=3, bgcolor=colour("ink_soft" if at == number else "empty")
                )
                for at in range(3)
            ],
            spacing=2,
            tight=True,
        )
    return ft.Row([sign, text(word, "caption", "ink_soft")], spacing=SPACE.small, tight=True)
