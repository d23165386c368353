"""One invoice line by line: by child and service, absences deducted, surcharges named, what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import flet as ft

from services.models.invoice import InvoiceDetail, InvoiceLine, InvoicePayment, LineKind
from services.query import Topic
from views.design import (
    ICON_SMALL,
    SPACE,
    card,
    colour,
    icons,
    inline_error,
    outlined_button,
    primary_button,
    separator,
    text,
    text_button,
)
from views.frame import fate, in_column, stale_line
from views.frame.papers import use_saving
from views.headed import headed_page
from views.invoices.paying import use_paying
from views.invoices.words import means_said, quantity_said, state_said, title_of
from views.state import Ready, navigate, screen, use_layout, use_portal_state, use_query
from views.state.navigation import INVOICES, NEW_MESSAGE
from views.text import _, typeset
from views.text.dates import day_name, moment
from views.text.errors import told_error
from views.text.money import money


@screen
def InvoiceView(number: str, beside: bool) -> ft.Control:
    """`beside`: the list stands at its left."""
    portal, layout = use_portal_state(Topic.SESSION), use_layout()
    answer, refresh = use_query(portal.invoices.detail(number), [])
    paying, saving = use_paying(), use_saving()
    now = portal.now()

    def draw(value: InvoiceDetail) -> ft.Control:
        one = value.invoice
        rows: list[ft.Control] = [ft.Container(_head(value, now), key="head")]
        if one.payable:
            label = _("Payer {total}").format(total=money(one.left_cents))
            rows.append(primary_button(label, lambda: paying.pay([one]), icons.PAY, paying.busy))
        for error in (paying.error, saving.error):
            if error is not None:
                rows.append(inline_error(told_error(error).sentence))
        rows.append(ft.Container(_lines(value.lines, one.total_cents), key="lines"))
        if value.payments:
            rows.append(ft.Container(_payments(value.payments, now), key="payments"))
        save = lambda: saving.run(lambda: portal.invoices.paper(number))  # noqa: E731
        rows.append(outlined_button(_("Enregistrer en PDF"), save, icons.DOWNLOAD, saving.busy))
        if portal.messages.possible:
            wrong = text_button(_("Signaler une erreur"), lambda: navigate(error_route(number)), icons.MESSAGES)
            rows.append(ft.Row([wrong], alignment=ft.MainAxisAlignment.CENTER, key="wrong"))
        return ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    body = fate(answer, draw, bones=2, height=160)
    title = title_of(answer.value.invoice) if isinstance(answer, Ready) else _("Facture")
    return headed_page(
        title,
        body if beside else in_column(body, layout),
        margin=SPACE.gap if layout.phone else SPACE.wide,
        beside=beside,
        on_back=None if beside else lambda: navigate(INVOICES),
        under_title=stale_line(answer, now, refresh),
    )


def error_route(number: str) -> str:
    """A new message about that invoice."""
    return f"{NEW_MESSAGE}?facture={number}"


def _head(value: InvoiceDetail, now: datetime) -> ft.Control:
    one = value.invoice
    said = state_said(one, now.date())
    state: list[ft.Control] = [text(said.sentence, "body", said.kind, expand=True)]
    if said.icon is not None:
        state.insert(0, ft.Icon(said.icon, size=ICON_SMALL, color=colour(said.kind)))
    facts = _("Facture n° {number}, émise le {day}").format(number=one.number, day=day_name(one.issued_on))
    rows: list[ft.Control] = [
        text(typeset(facts), "small", "ink_soft"),
        text(money(one.total_cents), "hero"),
        ft.Row(state, spacing=SPACE.small),
    ]
    if one.left_cents not in (0, one.total_cents):
        rows.append(text(_("Reste à régler : {total}").format(total=money(one.left_cents)), "strong"))
    return card(ft.Column(rows, spacing=SPACE.tiny, tight=True))


def _lines(lines: Sequence[InvoiceLine], total_cents: int) -> ft.Control:
    """Child by child; what concerns no child comes under « Le foyer »."""
    rows: list[ft.Control] = []
    for child, mine in groupby(lines, key=lambda line: line.child_name):
        if rows:
            rows.append(separator())
        rows.append(text(child or _("Le foyer"), "strong", heading=2))
        rows += [_line(line) for line in mine]
    rows.append(separator())
    total = [text(_("Total"), "strong", expand=True), text(money(total_cents), "strong", no_wrap=True)]
    rows.append(ft.Row(total))
    return card(ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))


def _line(line: InvoiceLine) -> ft.Control:
    name = _("{service}, absence déduite") if line.kind is LineKind.ABSENCE else "{service}"
    if line.kind is LineKind.SURCHARGE:
        name = _("{service}, majoration")
    words: list[ft.Control] = [
        text(typeset(name.format(service=line.service_name)), "body"),
        text(quantity_said(line), "small", "ink_soft"),
    ]
    if line.words:
        words.append(text(typeset(line.words), "small", "ink_soft"))
    column = ft.Column(words, spacing=0, tight=True, expand=True)
    return ft.Row(
        [column, text(money(line.total_cents), "body", no_wrap=True)],
        spacing=SPACE.cosy,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _payments(payments: Sequence[InvoicePayment], now: datetime) -> ft.Control:
    rows: list[ft.Control] = [text(_("Règlements"), "h2", heading=2)]
    for one in payments:
        at = moment(one.at.astimezone(now.tzinfo), now.date())
        said = _("{total}, {means}, {moment}").format(total=money(one.cents), means=means_said(one.means), moment=at)
        line = text(typeset(said), "body", expand=True)
        rows.append(ft.Row([ft.Icon(icons.DONE, size=ICON_SMALL, color=colour("green")), line], spacing=SPACE.small))
    return card(ft.Column(rows, spacing=SPACE.snug, tight=True))
