"""The paper of an invoice, or of a credit note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from city.invoices.schemas import InvoiceDetailOut, InvoiceState, LineOut
from city.papers.sheet import Row, Sheet
from city.papers.words import day, days, euros, means
from city.text import _
from city.towns import Town


def invoice_paper(town: Town, invoice: InvoiceDetailOut, addressed_to: str, issued_at: datetime) -> bytes:
    """The invoice as it was issued, and what became of it since."""
    kind = _("Avoir") if invoice.credits else _("Facture")
    sheet = Sheet(town, _("{kind} n° {number}").format(kind=kind, number=invoice.number), issued_at)
    sheet.to(addressed_to)
    sheet.facts(*_facts(invoice))
    heads = (_("Enfant et prestation"), _("Jours"), _("Quantité"), _("Prix"), _("Montant"))
    sheet.table_of(heads, [_row(line) for line in invoice.lines], (66, 50, 18, 20, 22), numbers_from=2)
    sheet.total(_("Total"), euros(invoice.total_cents))
    for sentence in _fate(invoice):
        sheet.paragraph(sentence)
    return sheet.bytes()


def _facts(invoice: InvoiceDetailOut) -> Sequence[tuple[str, str]]:
    facts = [
        (_("Objet"), invoice.title),
        (
            _("Période"),
            _("du {first} au {last}").format(first=day(invoice.first_day), last=day(invoice.last_day)),
        ),
        (_("Émise le"), day(invoice.issued_on)),
    ]
    if invoice.credits:
        return [*facts, (_("Sur la facture"), invoice.credits)]
    return [*facts, (_("À régler avant le"), day(invoice.due_on))]


def _row(line: LineOut) -> Row:
    what = ", ".join(part for part in (line.child_name, line.service_name, line.words) if part)
    return (
        what[:1].upper() + what[1:],
        days(line.days),
        str(line.quantity),
        euros(line.unit_cents),
        euros(line.total_cents),
    )


def _fate(invoice: InvoiceDetailOut) -> list[str]:
    said = [
        _("Payé le {day} par {means} : {sum} (référence {reference}).").format(
            day=day(paid.at.date()), means=means(paid.means), sum=euros(paid.cents), reference=paid.reference
        )
        for paid in invoice.payments
    ]
    if invoice.credited_by:
        said.append(_("Corrigée par l'avoir n° {number}.").format(number=invoice.credited_by))
    if invoice.carried_to:
        said.append(_("Reporté sur la facture n° {number}.").format(number=invoice.carried_to))
    if invoice.left_cents and invoice.left_cents != invoice.total_cents:
        said.append(_("Reste à régler : {sum}.").format(sum=euros(invoice.left_cents)))
    if invoice.state is InvoiceState.PAID:
        said.append(_("Facture acquittée."))
    return said
