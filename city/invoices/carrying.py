"""Sums that wait for the next invoice of a household."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.ids import new_id
from city.invoices.billing import DraftLine
from city.invoices.models import CarriedSumRow, InvoiceRow
from city.invoices.numbers import Place, number_of
from city.text import _


def carry(session: AsyncSession, source: InvoiceRow, cents: int, kind: str, now: datetime) -> None:
    """Leaves a sum of `source` for the household's next invoice; negative is owed to the household."""
    session.add(
        CarriedSumRow(
            id=new_id("s"),
            household_id=source.household_id,
            kind=kind,
            cents=cents,
            made_at=now,
            from_id=source.id,
            payment_order_id=None,
            into_id=None,
            refund_id=None,
        )
    )


def carry_overpayment(session: AsyncSession, household_id: str, order_id: str, cents: int, now: datetime) -> None:
    """Leaves money that came twice (`cents` > 0) to be deducted from the household's next invoice."""
    session.add(
        CarriedSumRow(
            id=new_id("s"),
            household_id=household_id,
            kind="overpayment",
            cents=-cents,
            made_at=now,
            from_id=None,
            payment_order_id=order_id,
            into_id=None,
            refund_id=None,
        )
    )


def line_of_sum(row: CarriedSumRow, places: Mapping[str, Place]) -> DraftLine:
    """The line that takes a waiting sum in."""
    number = number_of(*places[row.from_id]) if row.from_id else ""
    words = {
        "small": _("report de la facture {number}").format(number=number),
        "credit": _("avoir {number}").format(number=number),
        "overpayment": _("trop-perçu"),
    }[row.kind]
    return DraftLine("carried" if row.cents > 0 else "credit", 1, row.cents, words=words, carried=row.id)
