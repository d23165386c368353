"""What the API offers for invoices."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from city.context import Current, ReceivedAt, Transaction
from city.errors import NotFound, SessionExpired
from city.invoices import service
from city.invoices.schemas import InvoiceDetailOut, InvoicePageOut
from city.problems import refusals

router = APIRouter(prefix="/invoices", tags=["invoices"])


@router.get("", responses=refusals(SessionExpired))
async def list_invoices(
    me: Current,
    session: Transaction,
    now: ReceivedAt,
    group: Literal["due", "done", "all"] = "all",
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> InvoicePageOut:
    """The household's invoices and credit notes, newest first, 20 a page."""
    return await service.list_invoices(session, me.household_id, now, group=group, cursor=cursor)


@router.get("/{number}", responses=refusals(SessionExpired, NotFound))
async def read_invoice(me: Current, number: str, session: Transaction, now: ReceivedAt) -> InvoiceDetailOut:
    """One invoice: its lines by child and service, and what paid it."""
    return await service.read_invoice(session, me.household_id, number, now)
