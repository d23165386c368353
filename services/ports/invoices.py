"""Factures and their payment."""

from __future__ import annotations

from typing import Protocol

from services.models.document import Paper
from services.models.invoice import (
    InvoiceDetail,
    InvoiceGroup,
    InvoicePage,
    Payment,
    PaymentPage,
    TaxStatements,
)


class Invoices(Protocol):
    async def invoices(self, group: InvoiceGroup = InvoiceGroup.ALL, cursor: str | None = None) -> InvoicePage:
        """The household's, newest first: both guardians see them."""
        ...

    async def invoice(self, number: str) -> InvoiceDetail:
        """One with its lines and what was paid of it."""
        ...

    async def invoice_paper(self, number: str) -> Paper:
        """The invoice as PDF."""
        ...

    async def pay(self, key: str, numbers: tuple[str, ...], total_cents: int) -> Payment:
        """Opens one payment order for these invoices; `total_cents` is what the parent saw.

        Harmless to repeat with the same key: the same order, as it stands. Raises ALREADY_PAYING (`by`, `since`),
        NOT_PAYABLE (`number`, `state`), TOTAL_CHANGED (`total_cents`), TOO_LITTLE (`min_cents`), TOO_MUCH,
        ONE_AT_A_TIME, NO_TILL, EMAIL_TOO_LONG (`max`), BANK_DOWN.
        """
        ...

    async def payment(self, payment_id: str) -> Payment:
        """Where an order stands. Asking makes the city ask the bank again when it is due. Harmless to repeat."""
        ...

    async def payments(self, cursor: str | None = None) -> PaymentPage:
        """All orders, newest first."""
        ...

    async def payment_receipt(self, payment_id: str) -> Paper:
        """The receipt of a paid order as PDF."""
        ...

    async def tax_statements(self) -> TaxStatements:
        """By year, newest first."""
        ...

    async def tax_statement(self, year: int) -> Paper:
        """The statement of a year as PDF. Raises NOT_FOUND while it is not ready."""
        ...
