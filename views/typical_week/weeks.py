"""Part 2, « Ce que cela change »: counts, then one row per week, one cell per day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import flet as ft

from services.models import PatternNote
from views.booking.grid.toolbar import period_label
from views.booking.names import joined
from views.booking.planning import Planning
from views.design import (
    LAYOUT,
    RADIUS,
    SPACE,
    TARGET,
    button_style,
    card,
    colour,
    failure_card,
    grown,
    handler,
    named,
    notice,
    pill,
    refreshing_line,
    spoken,
    text,
)
from views.state import Failed, Loading, Ready
from views.text import _, ngettext, typeset
from views.text.errors import told
from views.typical_week.difference import Counts, DayPart, Part, WeekRow, counts, week_rows
from views.typical_week.presenter import TypicalPage

_I = ft.Icons
_LOOKS: dict[Part, tuple[ft.IconData | None, str, str]] = {
    Part.MORE: (_I.ADD_ROUNDED, "green_fill", "green"),
    Part.LESS: (_I.REMOVE_ROUNDED, "red_fill", "red"),
    Part.LATE: (_I.LOCK_CLOCK_ROUNDED, "amber_fill", "amber"),
    Part.FULL: (_I.DO_NOT_DISTURB_ON_ROUNDED, "grey_fill", "grey"),
    Part.OTHER: (_I.EVENT_BUSY_ROUNDED, "sunken", "ink_soft"),
    Part.SAME: (None, "sunken", "ink_soft"),
}

_CELL_HEIGHT = TARGET.minimum


def difference_card(
    page: TypicalPage, planning: Planning, on_day: Callable[[date], None], *, phone: bool
) -> ft.Control:
    """The difference the pattern makes over the period; a day opens its lines."""
    state = page.state
    rows: list[ft.Control] = [text(_("Ce que cela change"), "h2", heading=2)]
    match state.preview:
        case None:
            hint = _("Cochez des jours : la différence s'affiche ici, rien n'est envoyé.")
            rows.append(text(hint, "body", "ink_soft"))
        case Loading():
            rows.append(text(_("Nous cherchons les nouvelles de la ville…"), "small", "ink_soft"))
        case Failed(kind, params, retry):
            failure = told(kind, params)
            rows.append(failure_card(failure.sentence, failure.action or _("Réessayer"), retry))
        case Ready(preview, refreshing=refreshing):
            pills = ft.Row(
                count_pills(counts(preview, state.removed)), spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True
            )
            if phone:
                rows.append(pills)
            else:
                rows = [ft.Row([*rows, ft.Container(pills, expand=True)], spacing=SPACE.roomy)]
            rows.append(_others_box(page))
            rows += [notice("blue", sentence) for note in preview.notes if (sentence := note_sentence(note))]
            rows += [_week(row, planning, on_day, phone=phone) for row in week_rows(preview, state.removed)]
            if refreshing:
                rows.append(refreshing_line())
    return card(ft.Column(rows, spacing=SPACE.snug, tight=True))


def count_pills(found: Counts) -> list[ft.Control]:
    """« 16 réservations en plus », « 1 annulation », « 1 trop tard », « 1 complet »."""
    shown: list[ft.Control] = []
    more = ngettext("{count} réservation en plus", "{count} réservations en plus", found.more)
    shown.append(pill(more, icon=_I.ADD_ROUNDED, fill="green_fill", ink="green"))
    if found.less:
        less = ngettext("{count} annulation", "{count} annulations", found.less)
        shown.append(pill(less, icon=_I.REMOVE_ROUNDED, fill="red_fill", ink="red"))
    if found.late:
        late = ngettext("{count} trop tard", "{count} trop tard", found.late)
        shown.append(pill(late, icon=_I.LOCK_CLOCK_ROUNDED, fill="amber_fill", ink="amber"))
    if found.full:
        full = ngettext("{count} complet", "{count} complets", found.full)
        shown.append(pill(full, icon=_I.DO_NOT_DISTURB_ON_ROUNDED, fill="grey_fill", ink="grey"))
    if found.other:
        other = ngettext("{count} impossible", "{count} impossibles", found.other)
        shown.append(pill(other, icon=_I.EVENT_BUSY_ROUNDED, fill="sunken", ink="ink_soft"))
    return shown


def _others_box(page: TypicalPage) -> ft.Control:
    """Off at first: what the pattern does not name stays."""
    on = page.state.cancel_others
    tapped = handler(page.actions.toggle_cancel)
    label = _("Annuler aussi ce qui n'est pas dans la semaine type")
    icon = _I.CHECK_BOX_ROUNDED if on else _I.CHECK_BOX_OUTLINE_BLANK_ROUNDED
    content = ft.Row(
        [ft.Icon(icon, size=22, color=colour("primary")), text(label, "body", expand=True)], spacing=SPACE.snug
    )
    button = ft.TextButton(content=content, on_click=tapped, style=button_style(padding=ft.Padding.all(SPACE.tiny)))
    return spoken(button, label, tapped, checked=on)


def note_sentence(note: PatternNote) -> str | None:
    if note.code == "TWO_ODD_WEEKS":
        return _("Deux semaines impaires se suivent autour du nouvel an : la semaine type s'applique aux deux.")
    return None


def _week(row: WeekRow, planning: Planning, on_day: Callable[[date], None], *, phone: bool) -> ft.Control:
    label = ft.Column(
        [
            text(period_label(row.monday), "small_bold"),
            text(_("semaine {number}").format(number=row.iso_week), "caption", "ink_soft"),
        ],
        spacing=0,
        tight=True,
    )
    width = LAYOUT.row_label_desktop
    silent = row.holiday or (None if row.applies else _("La semaine type ne s'applique pas."))
    if silent:
        said = ft.Container(
            text(silent, "small", "ink_soft"),
            bgcolor=colour("sunken"),
            border_radius=RADIUS.cell,
            padding=ft.Padding.symmetric(horizontal=SPACE.medium, vertical=SPACE.cosy),
            expand=True,
        )
        return ft.Row([ft.Container(label, width=width), said], spacing=SPACE.small)
    cells: list[ft.Control] = [
        _day(parts, planning, partial(on_day, row.monday + timedelta(days=number)), phone=phone)
        for number, parts in enumerate(row.days)
    ]
    if phone:
        return ft.Column([label, ft.Row(cells, spacing=SPACE.tiny)], spacing=SPACE.tiny, tight=True)
    return ft.Row([ft.Container(label, width=width), *cells], spacing=SPACE.small)


def _day(parts: tuple[DayPart, ...], planning: Planning, on_open: Callable[[], None], *, phone: bool) -> ft.Control:
    """One cell, cut in two when something is added and something taken."""
    if not parts:
        return ft.Container(expand=True, height=_CELL_HEIGHT)
    pieces: list[ft.Control] = [_piece(part, planning, on_open, phone=phone) for part in parts]
    return ft.Row(pieces, spacing=SPACE.hair, expand=True)


def _piece(part: DayPart, planning: Planning, on_open: Callable[[], None], *, phone: bool) -> ft.Control:
    icon, fill, ink = _LOOKS[part.part]
    if phone and part.part is Part.SAME:
        icon = _I.EVENT_AVAILABLE_ROUNDED
    names = [service.short_name for i in part.services if (service := planning.service(i)) is not None]
    word = {
        Part.LATE: _("trop tard"),
        Part.FULL: _("complet"),
        Part.OTHER: _("impossible"),
        Part.SAME: _("déjà réservé"),
    }.get(part.part, ", ".join(names))
    sign = {Part.MORE: _("en plus : "), Part.LESS: _("en moins : ")}.get(part.part, "")
    face: list[ft.Control] = [] if icon is None else [ft.Icon(icon, size=14, color=colour(ink))]
    if not phone or icon is None:
        face.append(text(word, "small", ink, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS))
    elif part.part in (Part.MORE, Part.LESS):
        face.append(text(str(len(part.services)), "small", ink))
    opened = handler(on_open)
    button = ft.TextButton(
        content=ft.Row(face, spacing=SPACE.tiny, alignment=ft.MainAxisAlignment.CENTER),
        style=button_style(fill=fill, radius=RADIUS.cell, padding=ft.Padding.symmetric(horizontal=SPACE.tiny)),
        height=grown(_CELL_HEIGHT),
        on_click=opened,
        expand=True,
    )
    return named(button, typeset(sign + (joined(names) if sign else f"{word} : {joined(names)}")), opened)
