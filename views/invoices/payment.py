"""A payment followed live: open, being checked, paid, or abandoned with nothing debited."""

from __future__ import annotations

import flet as ft

from services.models.invoice import Payment, PaymentState
from services.query import Topic
from views.design import (
    SPACE,
    accent_button,
    card,
    colour,
    icon_tile,
    icons,
    inline_error,
    outlined_button,
    soft_button,
    text,
)
from views.frame import fate, in_column, stale_line
from views.frame.papers import use_saving
from views.headed import headed_page
from views.invoices.words import payment_said
from views.state import Ready, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.navigation import INVOICES
from views.text import _, typeset
from views.text.errors import told_error

_UNPAID = (PaymentState.REFUSED, PaymentState.CANCELLED, PaymentState.EXPIRED)


@screen
def PaymentPage(payment: str) -> ft.Control:
    """The city is looked at again and again while the order runs, and tells by itself too."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.invoices.payment(payment), [])
    launcher = ft.use_memo(ft.UrlLauncher, [])
    opening = use_mutation(launcher.launch_url)
    saving = use_saving()
    watching = use_mutation(portal.invoices.watch)
    running = isinstance(answer, Ready) and answer.value.running

    async def watch() -> None:
        if running:
            await watching.run(payment)
            refresh()

    ft.use_effect(watch, [running], cleanup=_nothing)

    def draw(value: Payment) -> ft.Control:
        rows: list[ft.Control] = [ft.Container(_said(value), key="said")]
        if value.state is PaymentState.OPEN and value.pay_url is not None:
            url = value.pay_url
            rows.append(accent_button(_("Ouvrir la page de paiement"), lambda: opening.run(url), icons.PAY))
        if value.state is PaymentState.PAID:
            receipt = lambda: saving.run(lambda: portal.invoices.receipt(payment))  # noqa: E731
            rows.append(outlined_button(_("Enregistrer le reçu"), receipt, icons.DOWNLOAD, saving.busy))
        if value.state in _UNPAID:
            rows.append(soft_button(_("Reprendre"), lambda: navigate(INVOICES)))
        if saving.error is not None:
            rows.append(inline_error(told_error(saving.error).sentence))
        return ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return headed_page(
        _("Paiement"),
        in_column(fate(answer, draw, bones=1, height=160), use_layout()),
        on_back=lambda: navigate(INVOICES),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def _said(payment: Payment) -> ft.Control:
    said = payment_said(payment)
    plain = said.kind == "primary"
    tile = icon_tile(
        said.icon,
        fill="primary_soft" if plain else f"{said.kind}_fill",
        ink="on_primary_soft" if plain else said.kind,
        size=44,
    )
    rows: list[ft.Control] = [tile, text(said.title, "h2", heading=2), text(said.sentence, "body", "ink_soft")]
    if payment.running:
        rows.append(ft.ProgressBar(bar_height=2, color=colour("primary"), bgcolor=colour("line")))
    rows.append(text(typeset(_("Référence {reference}").format(reference=payment.reference)), "small", "ink_soft"))
    return ft.Semantics(content=card(ft.Column(rows, spacing=SPACE.snug, tight=True)), live_region=True)


def _nothing() -> None:
    """A cleanup must be there for the watch to end with the page."""
