"""Reçus: what became of each line of every « Soumettre »."""

from views.receipts.listing import ReceiptsPage
from views.receipts.page import ReceiptPage

__all__ = ["ReceiptPage", "ReceiptsPage"]
