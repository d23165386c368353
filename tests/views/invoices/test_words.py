"""What is said of invoices and payments."""

from __future__ import annotations

from datetime import date

import pytest

from services.models.invoice import InvoiceState, PaymentState
from tests.fakes.builders import NOW, invoice, invoices_content, payment
from tests.views.opening import plain
from views.dashboard.blocks.invoices import due_sentence, overdue_sentence
from views.invoices.words import payment_said, state_said, title_of

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "avant le samedi 5 décembre"),
        ({"state": InvoiceState.OVERDUE, "due_on": date(2026, 11, 20)}, "en retard de 3 jours"),
        ({"state": InvoiceState.OVERDUE, "due_on": None}, "en retard"),
        ({"state": InvoiceState.PAID, "paid_on": date(2026, 10, 4)}, "payée le 4 octobre"),
        ({"state": InvoiceState.CREDITED, "credited_by": "2026-000440"}, "déduite par l’avoir 2026-000440"),
        ({"state": InvoiceState.CREDITED, "credits": "2026-000440"}, "déduit de vos factures"),
        ({"state": InvoiceState.CARRIED}, "reportée sur la suivante"),
        ({"state": InvoiceState.CANCELLED}, "annulée par la ville"),
        ({"state": InvoiceState.UNKNOWN}, "suivie par la ville"),
    ],
)
def test_each_state_has_its_sentence(changes: dict[str, object], told: str) -> None:
    assert plain(state_said(invoice(**changes), TODAY).sentence) == told


def test_a_credit_note_names_what_it_takes_back() -> None:
    assert title_of(invoice(credits="2026-000731")) == "Avoir sur la facture 2026-000731"


@pytest.mark.parametrize("state", list(PaymentState))
def test_an_abandoned_payment_is_never_an_alarm(state: PaymentState) -> None:
    said = payment_said(payment(state=state))
    unpaid = state in (PaymentState.REFUSED, PaymentState.CANCELLED, PaymentState.EXPIRED)
    assert said.kind != "red" and (said.sentence == "Rien n’a été débité.") == unpaid


def test_the_block_says_how_much_by_when_and_what_is_late() -> None:
    content = invoices_content()
    assert plain(due_sentence(content)) == "2 factures, avant le 5 décembre"
    assert plain(overdue_sentence(content, TODAY) or "") == "dont 24,25 € en retard de 3 jours"
    assert overdue_sentence(invoices_content(overdue_cents=0, overdue_since=None), TODAY) is None
