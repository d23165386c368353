"""The receipt of a payment."""

from __future__ import annotations

from collections.abc import Sequence

from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of
from city.papers.sheet import Sheet
from city.papers.words import day, euros, means
from city.payments.models import PaymentOrderRow
from city.text import _
from city.towns import Town


def receipt_paper(town: Town, order: PaymentOrderRow, paid: Sequence[tuple[InvoiceRow, int]]) -> bytes:
    """An order that was paid, with its invoices and the part of each in cents."""
    assert order.ended_at is not None
    at = order.ended_at.astimezone(town.time_zone)
    sheet = Sheet(town, _("Reçu de paiement"), at)
    sheet.to(paid[0][0].addressed_to if paid else order.by)
    sheet.facts(
        (_("Référence"), order.reference),
        (_("Payé le"), _("{day} à {hour}").format(day=day(at.date()), hour=f"{at:%H} h {at:%M}")),
        (_("Par"), order.by),
        (_("Moyen"), means(order.means)),
    )
    rows = [(number_of(row.year, row.serial), row.title, euros(cents)) for row, cents in paid]
    sheet.table_of((_("Facture"), _("Objet"), _("Montant")), rows, (40, 100, 36), numbers_from=2)
    sheet.total(_("Total payé"), euros(order.total_cents))
    return sheet.bytes()
