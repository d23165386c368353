"""The papers of a household, made when they are asked for: by the API for its guardians, by the desk for its agents."""

from __future__ import annotations

import asyncio
from datetime import datetime

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import NotFound
from city.invoices import service
from city.papers.invoice import invoice_paper
from city.papers.receipt import receipt_paper
from city.payments import service as payments
from city.payments.running import invoices_of
from city.payments.states import OrderState
from city.towns import Town


async def invoice_document(
    session: AsyncSession, town: Town, household_id: str, number: str, now: datetime
) -> Response:
    """An invoice of the household as PDF. Raises NotFound."""
    row = await service.find(session, household_id, number)
    invoice = await service.read_invoice(session, household_id, number, now)
    issued_at = row.issued_at.astimezone(now.tzinfo)
    return document(
        await asyncio.to_thread(invoice_paper, town, invoice, row.addressed_to, issued_at), f"facture-{number}.pdf"
    )


async def receipt_document(session: AsyncSession, town: Town, household_id: str, order_id: str) -> Response:
    """The receipt of an order of the household that was paid, as PDF. Raises NotFound."""
    order = await payments.find(session, household_id, order_id)
    if order.state != OrderState.PAID:
        raise NotFound()
    paid = await invoices_of(session, order.id)
    return document(await asyncio.to_thread(receipt_paper, town, order, paid), f"recu-{order.reference}.pdf")


def document(content: bytes, name: str) -> Response:
    """A PDF to download, kept nowhere on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)
