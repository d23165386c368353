"""The receipt as a paper with two notches: lines above, what it does to the invoice below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import flet as ft

from services.models import Child, Receipt, ReceiptLine, Verdict
from views.booking.bar import billing
from views.booking.choice import Summary
from views.booking.shown import rank_word
from views.design import ICON_SMALL, RADIUS, SPACE, child_mark, colour, large_text, text
from views.receipts.sentences import ordered, refusal
from views.text import _, typeset
from views.text.dates import day_name, day_name_with_year, hour
from views.text.money import money

_NOTCH = 24
_I = ft.Icons
_VERDICTS = {
    Verdict.BOOKED: (_I.CHECK_CIRCLE_ROUNDED, "green"),
    Verdict.HELD: (_I.TIMER_ROUNDED, "green"),
    Verdict.WAITLISTED: (_I.HOURGLASS_TOP_ROUNDED, "plum"),
    Verdict.AWAITING_VALIDATION: (_I.PENDING_ROUNDED, "blue"),
    Verdict.CANCELLED: (_I.REMOVE_CIRCLE_ROUNDED, "red"),
    Verdict.UNCHANGED: (_I.DRAG_HANDLE_ROUNDED, "grey"),
    Verdict.REFUSED: (_I.CANCEL_ROUNDED, "red"),
}


def verdict_word(line: ReceiptLine) -> str:
    """« Réservé », « Annulé », « 3e en attente » …"""
    match line.verdict:
        case Verdict.BOOKED:
            return _("Réservé")
        case Verdict.HELD:
            return _("Place gardée")
        case Verdict.WAITLISTED:
            return _("{rank} en attente").format(rank=rank_word(line.position)) if line.position else _("En attente")
        case Verdict.AWAITING_VALIDATION:
            return _("En validation")
        case Verdict.CANCELLED:
            return _("Annulé")
        case Verdict.UNCHANGED:
            return _("Inchangé")
        case Verdict.REFUSED:
            return _("Refusé")


def line_cents(line: ReceiptLine) -> int | None:
    """What the line adds to the invoice; None when it adds nothing now."""
    if line.verdict in (Verdict.BOOKED, Verdict.HELD):
        return line.price_cents
    return -line.price_cents if line.verdict is Verdict.CANCELLED else None


def received(receipt: Receipt, now: datetime) -> str:
    """« Lundi 23 novembre 2026 à 8 h 04, par Camille Martin »."""
    at = receipt.received_at.astimezone(now.tzinfo)
    day = day_name_with_year(at.date())
    return typeset(
        _("{day} à {hour}, par {name}").format(day=day[:1].upper() + day[1:], hour=hour(at), name=receipt.by)
    )


def summary_of(receipt: Receipt) -> Summary:
    """The receipt's sums in the words of the bar."""
    months = {line.day.replace(day=1) for line in receipt.lines if line_cents(line) is not None}
    return Summary(cents=receipt.total_cents, months=tuple(sorted(months)))


def paper(receipt: Receipt, children: Mapping[str, tuple[Child, str]], now: datetime, *, ground: str) -> ft.Control:
    """`ground` is the role of the colour behind the paper, seen through the notches."""
    head = ft.Column(
        [
            text(_("Reçu n° {number}").format(number=receipt.number), "strong"),
            text(received(receipt, now), "small", "ink_soft"),
        ],
        spacing=SPACE.hair,
        tight=True,
    )
    lines = [_line(line, children.get(line.child), now) for line in ordered(receipt)]
    inside = ft.Column(
        [
            ft.Container(
                ft.Column([head, *lines], spacing=SPACE.gap, tight=True),
                padding=ft.Padding.only(left=SPACE.wide, right=SPACE.wide, top=SPACE.wide),
            ),
            _tear(ground),
            ft.Container(
                _total(receipt), padding=ft.Padding.only(left=SPACE.wide, right=SPACE.wide, bottom=SPACE.wide)
            ),
        ],
        spacing=SPACE.snug,
        tight=True,
    )
    return ft.Container(inside, bgcolor=colour("surface"), border_radius=RADIUS.card)


def _line(line: ReceiptLine, child: tuple[Child, str] | None, now: datetime) -> ft.Control:
    icon, ink = _VERDICTS[line.verdict]
    cents = line_cents(line)
    word, amount = verdict_word(line), "—" if cents is None else money(cents)
    about: list[ft.Control] = [
        text(line.service_name, "strong"),
        text(day_name(line.day), "small", "ink_soft"),
    ]
    if line.verdict is Verdict.REFUSED:
        about.append(text(refusal(line, now), "small", "red"))
    mark: list[ft.Control] = [child_mark(child[0], 30, child[1])] if child else []
    verdict = ft.Row(
        [ft.Icon(icon, size=ICON_SMALL - 2, color=colour(ink)), text(word, "caption", ink, no_wrap=True)],
        spacing=SPACE.tiny,
        tight=True,
    )
    row = _laid_out(mark, about, text(amount, "strong", no_wrap=True), verdict)
    said = f"{line.service_name}, {line.child_name}, {day_name(line.day)}, {amount}, {word[:1].lower()}{word[1:]}"
    if line.verdict is Verdict.REFUSED:
        said += f", {refusal(line, now)}"
    return ft.Semantics(content=row, label=said, container=True, exclude_semantics=True)


def _laid_out(mark: list[ft.Control], about: list[ft.Control], amount: ft.Control, verdict: ft.Control) -> ft.Control:
    """Mark, words and, at the end of the line, the amount over the verdict; under the words in large text."""
    if large_text():
        end = ft.Row([verdict, amount], spacing=SPACE.snug, run_spacing=SPACE.tiny, wrap=True)
        told = ft.Column([*about, end], spacing=SPACE.tiny, tight=True, expand=True)
        return ft.Row([*mark, told], spacing=SPACE.cosy, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.Row(
        [
            *mark,
            ft.Column(about, spacing=0, tight=True, expand=True),
            ft.Column(
                [amount, verdict], spacing=SPACE.hair, tight=True, horizontal_alignment=ft.CrossAxisAlignment.END
            ),
        ],
        spacing=SPACE.cosy,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _tear(ground: str) -> ft.Control:
    """Two notches and a row of dashes."""
    dashes = ft.Row(
        [ft.Container(width=6, height=2, bgcolor=colour("line")) for _dash in range(26)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        spacing=0,
    )
    return ft.Stack(
        [
            ft.Container(dashes, left=_NOTCH + SPACE.gap, right=_NOTCH + SPACE.gap, top=_NOTCH / 2 - 1),
            _notch(ground, left=-_NOTCH / 2),
            _notch(ground, right=-_NOTCH / 2),
        ],
        height=_NOTCH,
        clip_behavior=ft.ClipBehavior.NONE,
    )


def _notch(ground: str, left: float | None = None, right: float | None = None) -> ft.Container:
    return ft.Container(
        left=left, right=right, width=_NOTCH, height=_NOTCH, bgcolor=colour(ground), border_radius=_NOTCH / 2
    )


def _total(receipt: Receipt) -> ft.Control:
    sums = summary_of(receipt)
    said = billing(sums)
    return ft.Row(
        [
            ft.Column(
                [
                    text(said[:1].upper() + said[1:], "strong"),
                    text(_("rien à payer aujourd'hui"), "small", "ink_soft"),
                ],
                spacing=SPACE.hair,
                tight=True,
                expand=True,
            ),
            text(money(receipt.total_cents), "money", no_wrap=True),
        ],
        spacing=SPACE.cosy,
    )
