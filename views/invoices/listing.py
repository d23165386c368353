"""« Paiement des factures »: what is due first, then what is done; beside it (or over it) one invoice whole."""

from __future__ import annotations

from datetime import date

import flet as ft

from services.models import Account
from services.models.invoice import Invoice, InvoiceGroup, InvoicePage, Paying
from services.query import Topic
from views.design import (
    ICON_SMALL,
    SPACE,
    card,
    colour,
    empty_card,
    icons,
    large_text,
    notice,
    outlined_button,
    separator,
    text,
    text_button,
)
from views.frame import fate, panes, stale_line, use_panes
from views.headed import headed_page
from views.invoices.detail import InvoiceView
from views.invoices.due import due_card, eye
from views.invoices.paying import use_paying
from views.invoices.words import paying_said, state_said, title_of
from views.state import Failed, navigate, screen, use_layout, use_portal_state, use_query
from views.state.navigation import HOME, PAYMENTS, STATEMENTS
from views.text import _, typeset
from views.text.errors import told_error
from views.text.money import money

#: In a list as narrow, what is due, its date and its amount do not stand on one line.
_NARROW = 380


@screen
def InvoicesPage(opened: str | None) -> ft.Control:
    """`opened`: the number of the invoice shown whole."""
    how = use_panes()
    detail = InvoiceView(opened, beside=how.beside, key=f"one-{opened}") if opened is not None else None
    hint = _("Choisissez une facture pour la voir ligne par ligne.")
    return panes(InvoiceList(key="list"), detail, how, icon=icons.INVOICES, hint=hint)


@screen
def InvoiceList() -> ft.Control:
    """The list as a page of its own."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.invoices.page(InvoiceGroup.DUE), [])
    today = portal.now().date()
    statements = text_button(_("Attestation fiscale"), lambda: navigate(STATEMENTS), icons.DOWNLOAD)
    heading = text(_("Déjà traitées"), "h2", heading=2, expand=not large_text())
    done_head: list[ft.Control] = [heading, statements]
    rows: list[ft.Control] = [
        ft.Container(fate(answer, lambda page: DueInvoices(page, key="due"), bones=1, height=260), key="due")
    ]
    if not isinstance(answer, Failed):
        # What failed is said once.
        rows += [
            ft.Container(ft.Column(done_head) if large_text() else ft.Row(done_head), key="done-head"),
            DoneInvoices(None, today, key="done"),
        ]
    body = ft.Column(
        rows,
        spacing=SPACE.gap,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return headed_page(
        _("Paiement des factures"),
        body,
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


@screen
def DueInvoices(page: InvoicePage) -> ft.Control:
    """Who is paying something now, then what is due and its button; or that all is settled."""
    portal = use_portal_state(Topic.SESSION)
    nothing: frozenset[str] = frozenset()
    left_out, leave_out = ft.use_state(nothing)
    paying = use_paying()
    narrow = (use_panes().listed or use_layout().width) < _NARROW
    rows: list[ft.Control] = []
    if page.paying is not None:
        rows.append(ft.Container(_running(page.paying, portal.account), key="paying"))
    if page.credit_cents:
        said = _("Trop-perçu de {total} : déduit de votre prochaine facture.")
        credit = notice("green", typeset(said.format(total=money(page.credit_cents))))
        rows.append(ft.Container(credit, key="credit"))
    if page.items:
        chosen = [one for one in page.items if one.payable and one.number not in left_out]
        due = due_card(
            page.items,
            page.due_cents,
            left_out,
            portal.now().date(),
            on_tick=lambda number: leave_out(lambda known: known ^ {number}),
            on_pay=lambda: paying.pay(chosen),
            busy=paying.busy,
            error=told_error(paying.error).sentence if paying.error is not None else None,
            narrow=narrow,
        )
        rows.append(due)
    else:
        settled = _("Tout est réglé. La prochaine facture arrivera ici.")
        rows.append(ft.Container(empty_card(icons.DONE, settled, fill="green_fill", ink="green"), key="settled"))
    return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _running(order: Paying, account: Account | None) -> ft.Control:
    me = f"{account.first_name} {account.last_name}" if account is not None else ""
    return notice("blue", paying_said(order, me), _("Suivre"), lambda: navigate(f"{PAYMENTS}/{order.id}"), live=True)


@screen
def DoneInvoices(cursor: str | None, today: date) -> ft.Control:
    """One page of those that ask nothing more, and the next once asked for."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.invoices.page(InvoiceGroup.DONE, cursor), [])
    more, show_more = ft.use_state(False)

    def draw(page: InvoicePage) -> ft.Control:
        if not page.items and cursor is None:
            return text(_("Les factures réglées resteront ici."), "body", "ink_soft")
        rows: list[ft.Control] = [_lines(page.items, today)]
        if page.next is not None:
            following = DoneInvoices(page.next, today, key=f"after-{page.next}") if more else None
            rows.append(following or outlined_button(_("Voir les plus anciennes"), lambda: show_more(True)))
        return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw, bones=3, height=60)


def _lines(items: tuple[Invoice, ...], today: date) -> ft.Control:
    rows: list[ft.Control] = []
    for place, one in enumerate(items):
        if place:
            rows.append(separator())
        rows.append(_line(one, today))
    column = ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, padding=ft.Padding.only(left=SPACE.roomy, right=SPACE.snug, top=SPACE.snug, bottom=SPACE.snug))


def _line(invoice: Invoice, today: date) -> ft.Control:
    said = state_said(invoice, today)
    state: list[ft.Control] = [text(said.sentence, "small", "ink_soft", expand=True)]
    if said.icon is not None:
        state.insert(0, ft.Icon(said.icon, size=ICON_SMALL, color=colour(said.kind)))
    amount = text(money(invoice.total_cents), "strong", no_wrap=True)
    words = ft.Column(
        [text(title_of(invoice), "strong"), ft.Row(state, spacing=SPACE.small), *([amount] if large_text() else [])],
        spacing=0,
        tight=True,
        expand=True,
    )
    parts: list[ft.Control] = [words, *([] if large_text() else [amount]), eye(invoice)]
    return ft.Container(ft.Row(parts, spacing=SPACE.tiny), key=f"done-{invoice.number}")
