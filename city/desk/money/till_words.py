"""The till in French."""

from __future__ import annotations

from city.payments.reconciliation import Entry, EntryKind
from city.text import _, mark

MEANS = {
    "card": mark("carte bancaire"),
    "debit": mark("prélèvement"),
    "cash": mark("espèces"),
    "cheque": mark("chèque"),
    "transfer": mark("virement"),
}


def means_words(word: str) -> str:
    """A means in French; an unknown one is shown as it is."""
    return _(MEANS[word]) if word in MEANS else word


def what_words(entry: Entry) -> str:
    """What a line of the till is: an invoice's number, or what became of money without one."""
    match entry.kind:
        case EntryKind.PAYMENT:
            return entry.number or ""
        case EntryKind.OVERPAYMENT:
            return _("trop-perçu, déduit de la prochaine facture")
        case EntryKind.PAID_BACK:
            return _("trop-perçu, remboursé depuis")
        case EntryKind.REFUND:
            return _("remboursement")
