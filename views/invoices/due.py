"""The card « À régler »: the sum, a tick per invoice, one button that follows the ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import flet as ft

from services.models.invoice import Invoice
from views.design import (
    ICON_SMALL,
    SPACE,
    TARGET,
    card,
    colour,
    handler,
    icon_button,
    icons,
    inline_error,
    large_text,
    primary_button,
    separator,
    text,
)
from views.design.components.button import button_style, spoken
from views.invoices.words import state_said, title_of
from views.state import navigate
from views.state.navigation import INVOICES
from views.text import _, typeset
from views.text.money import money, money_in_words

Tick = Callable[[str], None]


def due_card(
    due: Sequence[Invoice],
    due_cents: int,
    left_out: frozenset[str],
    today: date,
    *,
    on_tick: Tick,
    on_pay: Callable[..., Any],
    busy: bool,
    error: str | None,
    narrow: bool = False,
) -> ft.Control:
    """`left_out`: numbers of those not ticked. One that is being paid already cannot be.

    `narrow`: amounts stand under the words.
    """
    payable = [one for one in due if one.payable]
    total = sum(one.left_cents for one in payable if one.number not in left_out)
    rows: list[ft.Control] = [text(_("À régler"), "small", "ink_soft"), text(money(due_cents), "hero")]
    for place, one in enumerate(due):
        if place:
            rows.append(separator())
        ticked = one.payable and one.number not in left_out
        rows.append(_line(one, today, ticked=ticked, on_tick=on_tick, below=narrow or large_text()))
    pay = on_pay if total > 0 else None
    label = _("Payer {total}").format(total=money(total))
    rows.append(ft.Container(height=SPACE.tiny))
    rows.append(primary_button(label, pay, icons.PAY, busy=busy, height=TARGET.primary))
    if error is not None:
        rows.append(inline_error(error))
    rows.append(
        text(
            _("Paiement sécurisé PayFiP, par carte ou prélèvement. Vous recevrez un e-mail de confirmation."),
            "small",
            "ink_soft",
        )
    )
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key="due")


def _line(invoice: Invoice, today: date, *, ticked: bool, on_tick: Tick, below: bool) -> ft.Control:
    said, title = state_said(invoice, today), title_of(invoice)
    state: list[ft.Control] = [text(said.sentence, "small", said.kind, expand=True)]
    if said.icon is not None:
        state.insert(0, ft.Icon(said.icon, size=ICON_SMALL, color=colour(said.kind)))
    amount = text(money(invoice.left_cents), "strong", no_wrap=True)
    words = ft.Column(
        [text(title, "strong"), ft.Row(state, spacing=SPACE.small), *([amount] if below else [])],
        spacing=0,
        tight=True,
        expand=True,
    )
    mark = ft.Icons.CHECK_BOX_ROUNDED if ticked else ft.Icons.CHECK_BOX_OUTLINE_BLANK_ROUNDED
    parts: list[ft.Control] = [ft.Icon(mark, color=colour("primary" if ticked else "ink_soft")), words]
    if not below:
        parts.append(amount)
    tapped = handler(lambda: on_tick(invoice.number))
    button = ft.TextButton(
        content=ft.Row(parts, spacing=SPACE.medium),
        on_click=tapped if invoice.payable else None,
        disabled=not invoice.payable,
        style=button_style(padding=ft.Padding.symmetric(horizontal=SPACE.snug, vertical=SPACE.small)),
    )
    name = f"{title}, {money_in_words(invoice.left_cents)}, {said.sentence}"
    tick = spoken(button, name, tapped if invoice.payable else None, checked=ticked)
    row = ft.Row([ft.Container(tick, expand=True), eye(invoice)], spacing=0)
    return ft.Container(row, key=f"due-{invoice.number}")


def eye(invoice: Invoice) -> ft.Control:
    """« Détail de la facture Octobre 2026 »."""
    name = typeset(_("Détail de la facture {title}").format(title=title_of(invoice)))
    return icon_button(icons.SHOW, name, lambda: navigate(f"{INVOICES}/{invoice.number}"), color="ink_soft")
