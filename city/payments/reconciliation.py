"""What came in during a period, line by line, for the régisseur to compare with the bank's and the till's own lists."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.numbers import number_of
from city.payments.models import PaymentOrderRow, PaymentRow
from city.text import _
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that came in. `number` is the invoice's; none = it came twice, and is deducted from the next invoice."""

    at: datetime
    means: str
    reference: str
    bank_number: str | None
    number: str | None
    cents: int


async def entries(session: AsyncSession, town: Town, first: date, last: date) -> list[Entry]:
    """Everything that came in from `first` to `last` (the town's days, both included), in order."""
    begins = datetime.combine(first, time(), town.time_zone)
    ends = datetime.combine(last + timedelta(days=1), time(), town.time_zone)
    money = await session.execute(
        select(PaymentRow, PaymentOrderRow.bank_number, InvoiceRow.year, InvoiceRow.serial)
        .join(InvoiceRow, InvoiceRow.id == PaymentRow.invoice_id)
        .outerjoin(PaymentOrderRow, PaymentOrderRow.id == PaymentRow.order_id)
        .where(PaymentRow.at >= begins, PaymentRow.at < ends)
    )
    found = [
        Entry(row.at.astimezone(town.time_zone), row.means, row.reference, bank, number_of(year, serial), row.cents)
        for row, bank, year, serial in money
    ]
    twice = await session.execute(
        select(CarriedSumRow, PaymentOrderRow)
        .join(PaymentOrderRow, PaymentOrderRow.id == CarriedSumRow.payment_order_id)
        .where(CarriedSumRow.made_at >= begins, CarriedSumRow.made_at < ends)
    )
    found += [
        Entry(
            sum_.made_at.astimezone(town.time_zone),
            order.means or "",
            order.reference,
            order.bank_number,
            None,
            -sum_.cents,
        )
        for sum_, order in twice
    ]
    return sorted(found, key=lambda entry: (entry.at, entry.reference, entry.number or ""))


def as_csv(found: Sequence[Entry]) -> str:
    """The entries for a spreadsheet: semicolons, sums with a comma."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Date"), _("Moyen"), _("Référence"), _("N° de la banque"), _("Facture"), _("Montant")])
    for entry in found:
        sum_ = f"{entry.cents // 100},{entry.cents % 100:02d}"
        number = entry.number or _("trop-perçu")
        writer.writerow(
            [f"{entry.at:%d/%m/%Y %H:%M}", entry.means, entry.reference, entry.bank_number or "", number, sum_]
        )
    return out.getvalue()
