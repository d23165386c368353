"""Factures and payments."""

from __future__ import annotations

from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.models.invoice import (
    Invoice,
    InvoiceDetail,
    InvoiceLine,
    InvoicePage,
    InvoicePayment,
    InvoiceState,
    LineKind,
    Means,
    Paying,
    Payment,
    PaymentPage,
    PaymentState,
    TaxChild,
    TaxStatement,
    TaxStatements,
)


def invoice_page(answer: Json, source: str) -> InvoicePage:
    paying = answer.get("paying")
    return pick(
        InvoicePage,
        answer,
        paying=pick(Paying, paying) if paying is not None else None,
        items=tuple(_invoice(row, source) for row in rows(answer, "items")),
    )


def _invoice(row: Json, source: str) -> Invoice:
    """A state of a newer city is one in which nothing can be paid here."""
    return pick(
        Invoice,
        row,
        source=source,
        first_day=row.get("from"),
        last_day=row.get("to"),
        state=known(InvoiceState, str(row.get("state")), InvoiceState.UNKNOWN),
    )


def invoice_detail(answer: Json, source: str) -> InvoiceDetail:
    return pick(
        InvoiceDetail,
        answer,
        invoice=_invoice(answer, source),
        lines=tuple(
            pick(InvoiceLine, row, kind=known(LineKind, str(row.get("kind")), LineKind.OTHER))
            for row in rows(answer, "lines")
        ),
        payments=tuple(pick(InvoicePayment, row, means=_means(row)) for row in rows(answer, "payments")),
    )


def _means(row: Json) -> Means | None:
    return known(Means, str(row["means"]), Means.OTHER) if row.get("means") is not None else None


def payment(answer: Json, source: str) -> Payment:
    """A state of a newer city is one the bank still has to tell of."""
    return pick(
        Payment,
        answer,
        source=source,
        state=known(PaymentState, str(answer.get("state")), PaymentState.CHECKING),
        means=_means(answer),
    )


def payment_page(answer: Json, source: str) -> PaymentPage:
    return pick(PaymentPage, answer, items=tuple(payment(section(row), source) for row in rows(answer, "items")))


def tax_statements(answer: Json) -> TaxStatements:
    items = tuple(
        pick(TaxStatement, row, children=tuple(pick(TaxChild, child) for child in rows(row, "children")))
        for row in rows(answer, "items")
    )
    return pick(TaxStatements, answer, items=items)
