"""Factures of the picture: two to pay, one of them late, and what was paid, credited or cancelled before."""

from __future__ import annotations

from datetime import date, timedelta

from services.models.invoice import (
    Invoice,
    InvoiceDetail,
    InvoiceLine,
    InvoiceState,
    LineKind,
    Payment,
    PaymentState,
    TaxChild,
    TaxStatement,
)
from tests.fakes.builders.names import ALICE, MEAL, NOE, NOW, SOURCE

OCTOBER, SEPTEMBER = "2026-000731", "2026-000655"


def invoice(number: str = OCTOBER, **changes: object) -> Invoice:
    """October, 62,15 €, due on 5 December; `changes` replace fields."""
    made = Invoice(
        source=SOURCE,
        number=number,
        title="Octobre 2026",
        first_day=date(2026, 10, 1),
        last_day=date(2026, 10, 31),
        issued_on=date(2026, 11, 5),
        due_on=date(2026, 12, 5),
        total_cents=6215,
        left_cents=6215,
        state=InvoiceState.DUE,
    )
    return made.model_copy(update=changes)


def invoices() -> tuple[Invoice, ...]:
    """Newest first."""
    september = {"title": "Septembre 2026", "first_day": date(2026, 9, 1), "last_day": date(2026, 9, 30)}
    late = {"issued_on": date(2026, 10, 5), "due_on": date(2026, 11, 20), "total_cents": 2425, "left_cents": 2425}
    done = {"left_cents": 0, "issued_on": date(2026, 7, 5), "due_on": date(2026, 8, 5), "total_cents": 9120}
    return (
        invoice(),
        invoice(SEPTEMBER, state=InvoiceState.OVERDUE, **september, **late),
        invoice("2026-000502", title="Juin 2026", state=InvoiceState.PAID, paid_on=date(2026, 7, 12), **done),
        invoice("2026-000431", title="Mai 2026", state=InvoiceState.CREDITED, credited_by="2026-000440", **done),
        invoice("2026-000360", title="Avril 2026", state=InvoiceState.CANCELLED, **done),
    )


def invoice_detail(of: Invoice | None = None) -> InvoiceDetail:
    """Alice's meals, Noé's meals less one absence."""
    one = of or invoice()
    days = tuple(date(2026, 10, 1) + timedelta(days=7 * week) for week in range(4))
    meals = InvoiceLine(
        child=ALICE,
        child_name="Alice",
        service=MEAL,
        service_name="Restauration scolaire",
        quantity=12,
        unit_cents=385,
        total_cents=4620,
        days=days,
        kind=LineKind.BOOKING,
    )
    noe = {"child": NOE, "child_name": "Noé"}
    return InvoiceDetail(
        now=NOW,
        invoice=one,
        lines=(
            meals,
            meals.model_copy(update={**noe, "quantity": 5, "unit_cents": 396, "total_cents": 1980}),
            meals.model_copy(
                update={**noe, "quantity": -1, "total_cents": -385, "kind": LineKind.ABSENCE, "words": "Malade"}
            ),
        ),
    )


def payment(payment_id: str = "pay-1", **changes: object) -> Payment:
    """An open order for both due invoices."""
    made = Payment(
        source=SOURCE,
        now=NOW,
        id=payment_id,
        reference="PF-2026-000042",
        state=PaymentState.OPEN,
        total_cents=8640,
        invoices=(OCTOBER, SEPTEMBER),
        by="Camille Martin",
        created_at=NOW,
        pay_url="https://banque.exemple.fr/payer/42",
    )
    return made.model_copy(update=changes)


def tax_statement(year: int = 2026, *, ready: bool = False) -> TaxStatement:
    child = TaxChild(child_name="Lila", cents=32_140)
    return TaxStatement(year=year, children=(child,), total_cents=32_140, ready=ready)
