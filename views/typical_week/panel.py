"""Part 3, « Ligne par ligne »: date, service, sign, price, reason; each line can be taken out. Then the sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

import flet as ft

from services.models import Child, Op, PatternLine, ReceiptLine, SlotKey, UntouchedSlot, Verdict
from views.booking.bar import billing, sending_notice, submit_label
from views.booking.planning import Planning
from views.design import (
    ICON_SMALL,
    LAYOUT,
    RADIUS,
    SPACE,
    accent_button,
    bar_shadow,
    child_mark,
    colour,
    icon_button,
    icons,
    initials,
    separator,
    text,
    text_button,
)
from views.receipts.sentences import refusal
from views.state import screen
from views.text import _, ngettext
from views.text.dates import day_name, month_and_year
from views.text.money import money
from views.typical_week.difference import HELD_CODES, key_of, months_of, summary
from views.typical_week.presenter import TypicalPage

#: Above this, the lines are shown month by month.
LONG = 40
_FIRST = 8


@screen
def PatternLines(page: TypicalPage, planning: Planning, now: datetime) -> ft.Control:
    """The lines, the first ones at once; a long list by month."""
    everything, show_everything = ft.use_state(False)
    month, set_month = ft.use_state(0)
    preview = page.state.shown
    if preview is None or not preview.lines:
        return text(_("Rien à changer sur cette période."), "body", "ink_soft")
    lines = sorted(preview.lines, key=lambda line: line.day)
    rows: list[ft.Control] = []
    if len(lines) > LONG:
        months = months_of(preview)
        shown = months[min(month, len(months) - 1)]
        rows.append(_month_row(months, min(month, len(months) - 1), set_month))
        lines = [line for line in lines if line.day.replace(day=1) == shown]
    elif not everything:
        lines = lines[:_FIRST]
    for day, of_day in groupby(lines, key=lambda line: line.day):
        rows.append(text(day_name(day), "small", "ink_soft"))
        rows += [_line(page, line, planning, now) for line in of_day]
    total = len(preview.lines)
    if not everything and _FIRST < total <= LONG:
        label = ngettext("Voir la ligne", "Voir les {count} lignes", total)
        rows.append(text_button(label, lambda: show_everything(True), icons.DOWN))
    return ft.Column(rows, spacing=SPACE.tiny, tight=True)


def day_lines(page: TypicalPage, planning: Planning, day: date, now: datetime) -> ft.Control:
    """The lines of one day, and what the pattern leaves as it is."""
    preview = page.state.shown
    rows: list[ft.Control] = []
    if preview is not None:
        rows = [_line(page, line, planning, now) for line in preview.lines if line.day == day]
        rows += [_untouched(planning, slot) for slot in preview.untouched if slot.day == day]
    return ft.Column(rows, spacing=SPACE.snug, tight=True)


def _untouched(planning: Planning, slot: UntouchedSlot) -> ft.Control:
    service = planning.service(slot.service)
    word = _("déjà réservé") if slot.code in HELD_CODES else _("impossible")
    name = text(service.name if service else slot.service, "small_bold", expand=True)
    return ft.Row([name, text(word, "small", "ink_soft")], spacing=SPACE.small)


def _month_row(months: Sequence[date], at: int, go: Callable[[int], None]) -> ft.Control:
    before = (lambda: go(at - 1)) if at > 0 else None
    after = (lambda: go(at + 1)) if at < len(months) - 1 else None
    return ft.Row(
        [
            icon_button(icons.PREVIOUS, _("Mois précédent"), before),
            text(month_and_year(months[at]), "strong", expand=True, text_align=ft.TextAlign.CENTER),
            icon_button(icons.NEXT, _("Mois suivant"), after),
        ]
    )


def _line(page: TypicalPage, line: PatternLine, planning: Planning, now: datetime) -> ft.Control:
    child: Child = page.state.child
    service = planning.service(line.service)
    name = service.name if service else line.service
    removed = key_of(line) in page.state.removed
    sign = line.price_cents if line.op is Op.BOOK else -line.price_cents
    about: list[ft.Control] = [text(name, "small_bold", "ink_soft" if removed else "ink", struck=removed)]
    reason = _reason(line, child.first_name, name, now)
    if reason is not None:
        word, icon, ink = reason
        mark = ft.Icon(icon, size=ICON_SMALL - 2, color=colour(ink))
        about.append(ft.Row([mark, text(word, "caption", ink, expand=True)], spacing=SPACE.tiny))
    letters = initials(planning.household.children)[child.id]
    row: list[ft.Control] = [
        child_mark(child, 26, letters),
        ft.Column(about, spacing=0, tight=True, expand=True),
        text(money(sign) if line.possible and not removed else "–", "small_bold", no_wrap=True),
    ]
    if line.possible:
        key = key_of(line)
        said = _("Remettre {service}, {day}") if removed else _("Retirer {service}, {day}")
        icon = icons.ADD if removed else icons.CLOSE
        row.append(_toggle(page, key, icon, said.format(service=name, day=day_name(line.day))))
    return ft.Row(row, spacing=SPACE.small, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _toggle(page: TypicalPage, key: SlotKey, icon: ft.IconData, said: str) -> ft.Control:
    return icon_button(icon, said, lambda: page.actions.toggle_line(key), size=18)


def _reason(line: PatternLine, child: str, service: str, now: datetime) -> tuple[str, ft.IconData, str] | None:
    """Why a line cannot be, or that it cancels."""
    if line.possible:
        if line.op is Op.CANCEL:
            return _("Annulé : pas dans cette semaine"), ft.Icons.REMOVE_CIRCLE_ROUNDED, "red"
        return None
    refused = ReceiptLine(
        op=line.op,
        child=line.child,
        service=line.service,
        day=line.day,
        verdict=Verdict.REFUSED,
        code=line.code,
        params=line.params,
        price_cents=line.price_cents,
        child_name=child,
        service_name=service,
    )
    return refusal(refused, now), ft.Icons.LOCK_CLOCK_ROUNDED, "amber"


def foot(page: TypicalPage) -> list[ft.Control]:
    """« 16 de plus, 1 de moins », where it is billed, the sum, « Soumettre »."""
    preview = page.state.shown
    if preview is None:
        return []
    sums = summary(preview, page.state.removed)
    rows: list[ft.Control] = []
    said = sending_notice(page.sending)
    if said is not None:
        rows.append(said)
    more = ngettext("{count} de plus", "{count} de plus", sums.bookings)
    less = ngettext("{count} de moins", "{count} de moins", sums.cancellations)
    about: list[ft.Control] = [
        text(", ".join([more, *([less] if sums.cancellations else [])]), "small_bold"),
        text(billing(sums), "caption", "ink_soft"),
    ]
    rows.append(
        ft.Row(
            [ft.Column(about, spacing=0, tight=True, expand=True), text(money(sums.cents), "money", no_wrap=True)],
            spacing=SPACE.snug,
        )
    )
    submit = page.sending.submit if sums.count else None
    rows.append(accent_button(submit_label(page.sending), submit, busy=page.sending.busy))
    return rows


def side_panel(page: TypicalPage, planning: Planning, now: datetime) -> ft.Control:
    """The desktop's panel of 320."""
    body = ft.Column(
        [text(_("Ligne par ligne"), "h2", heading=2), PatternLines(page, planning, now, key="lines")],
        spacing=SPACE.snug,
        expand=True,
        scroll=ft.ScrollMode.HIDDEN,
    )
    return ft.Container(
        ft.Column(
            [body, separator(), *foot(page)],
            spacing=SPACE.medium,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        width=LAYOUT.panel,
        bgcolor=colour("surface"),
        border=ft.Border.only(left=ft.BorderSide(1, colour("line"))),
        padding=ft.Padding.all(SPACE.wide),
    )


def bottom_bar(page: TypicalPage) -> ft.Control | None:
    """The same sum at the bottom of the phone and the tablet; None while there is nothing to send."""
    rows = foot(page)
    if not rows:
        return None
    return ft.Container(
        ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=colour("surface"),
        shadow=bar_shadow(),
        border_radius=ft.BorderRadius(top_left=RADIUS.bar, top_right=RADIUS.bar, bottom_left=0, bottom_right=0),
        padding=ft.Padding.all(SPACE.roomy),
    )
