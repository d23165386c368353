"""Paiement des factures: what is due, what was paid, each invoice line by line, and the payment followed live."""

from views.invoices.listing import InvoicesPage
from views.invoices.payment import PaymentPage
from views.invoices.statements import StatementsPage

__all__ = ["InvoicesPage", "PaymentPage", "StatementsPage"]
