"""What is said of an invoice and of a payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import flet as ft

from services.models.invoice import Invoice, InvoiceLine, InvoiceState, Means, Paying, Payment, PaymentState
from views.design import icons
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_name, day_without_weekday
from views.text.money import money


@dataclass(frozen=True, slots=True)
class StateSaid:
    """`kind` is a colour of states, "ink_soft" where there is nothing to point at."""

    sentence: str
    icon: ft.IconData | None
    kind: str


def state_said(invoice: Invoice, today: date) -> StateSaid:
    """« avant le samedi 5 décembre », « en retard de 3 jours », « payée le 4 octobre » …"""
    match invoice.state:
        case InvoiceState.DUE:
            due = _("avant le {day}").format(day=day_name(invoice.due_on)) if invoice.due_on else _("à régler")
            return StateSaid(typeset(due), None, "ink_soft")
        case InvoiceState.OVERDUE:
            return StateSaid(_late(invoice, today), icons.WARNING, "red")
        case InvoiceState.PAYING:
            return StateSaid(_("paiement en cours de vérification"), icons.PENDING, "blue")
        case InvoiceState.PAID:
            paid = _("payée le {day}").format(day=_day(invoice.paid_on)) if invoice.paid_on else _("payée")
            return StateSaid(typeset(paid), icons.DONE, "green")
        case InvoiceState.CREDITED if invoice.credits is not None:
            return StateSaid(_("déduit de vos factures"), icons.UNDO, "blue")
        case InvoiceState.CREDITED:
            said = _("déduite par l'avoir {number}") if invoice.credited_by else _("déduite par un avoir")
            return StateSaid(typeset(said.format(number=invoice.credited_by)), icons.UNDO, "blue")
        case InvoiceState.CARRIED:
            said = _("reportée sur la facture {number}") if invoice.carried_to else _("reportée sur la suivante")
            return StateSaid(typeset(said.format(number=invoice.carried_to)), icons.UNDO, "blue")
        case InvoiceState.CANCELLED:
            return StateSaid(_("annulée par la ville"), icons.ENDED, "grey")
        case _:
            return StateSaid(_("suivie par la ville"), icons.INFO, "grey")


def title_of(invoice: Invoice) -> str:
    """« Octobre 2026 », « Avoir sur 2026-000731 »."""
    if invoice.credits is not None:
        return typeset(_("Avoir sur la facture {number}").format(number=invoice.credits))
    return typeset(invoice.title)


def _late(invoice: Invoice, today: date) -> str:
    days = (today - invoice.due_on).days if invoice.due_on else 0
    if days <= 0:
        return _("en retard")
    return ngettext("en retard de {count} jour", "en retard de {count} jours", days)


def _day(day: date | None) -> str:
    return day_without_weekday(day) if day is not None else ""


def paying_said(paying: Paying, me: str) -> str:
    """« Camille règle cette facture en ce moment. »; another sentence for one's own order."""
    if paying.by == me:
        return _("Votre paiement est en cours.")
    said = ngettext(
        "{by} règle une facture en ce moment.", "{by} règle {count} factures en ce moment.", len(paying.invoices)
    )
    return typeset(said.replace("{by}", paying.by))


@dataclass(frozen=True, slots=True)
class PaymentSaid:
    title: str
    sentence: str
    icon: ft.IconData
    kind: str


def payment_said(payment: Payment) -> PaymentSaid:
    """Where a payment stands, and what it means for the parent. Never alarm for an abandoned one."""
    total = money(payment.total_cents)
    match payment.state:
        case PaymentState.OPEN:
            title, said = _("Paiement de {total} ouvert"), _("La page de paiement s'ouvre dans votre navigateur.")
            return PaymentSaid(title.format(total=total), said, icons.PAY, "primary")
        case PaymentState.CHECKING:
            title, said = _("Paiement en cours de vérification…"), _("La banque n'a pas encore répondu à la ville.")
            return PaymentSaid(title, said, icons.PENDING, "blue")
        case PaymentState.PAID:
            ended = payment.ended_at or payment.created_at
            title = typeset(_("Payé le {day}").format(day=day_without_weekday(ended.date())))
            said = _("{total}. Un e-mail de confirmation vous a été envoyé.").format(total=total)
            return PaymentSaid(title, typeset(said), icons.DONE, "green")
        case PaymentState.REFUSED:
            return PaymentSaid(_("Paiement refusé par la banque."), _("Rien n'a été débité."), icons.INFO, "grey")
        case _:
            return PaymentSaid(_("Paiement abandonné."), _("Rien n'a été débité."), icons.INFO, "grey")


_MEANS: Final = {
    Means.CARD: mark("carte bancaire"),
    Means.DEBIT: mark("prélèvement"),
    Means.CASH: mark("espèces"),
    Means.CHEQUE: mark("chèque"),
}


def means_said(means: Means) -> str:
    return _(_MEANS[means]) if means in _MEANS else _("autre moyen")


def quantity_said(line: InvoiceLine) -> str:
    """« 12 × 3,85 € »."""
    return typeset(f"{line.quantity} × {money(line.unit_cents)}")
