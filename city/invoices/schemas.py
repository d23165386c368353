"""The JSON of invoices (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class InvoiceState(StrEnum):
    """Where an invoice stands; `overdue` and `paying` follow from the clock and from running orders."""

    DUE = "due"
    OVERDUE = "overdue"
    PAYING = "paying"
    PAID = "paid"
    CANCELLED = "cancelled"
    CREDITED = "credited"
    CARRIED = "carried"


class PayingOut(BaseModel):
    """A running order of the household."""

    id: str
    by: str
    since: datetime
    invoices: list[str]


class InvoiceOut(BaseModel):
    """An invoice, or a credit note (`credits`: the number of the invoice it corrects)."""

    model_config = ConfigDict(populate_by_name=True)

    number: str
    title: str
    first_day: date = Field(serialization_alias="from")
    last_day: date = Field(serialization_alias="to")
    issued_on: date
    due_on: date
    total_cents: int
    left_cents: int
    state: InvoiceState
    paid_on: date | None
    credited_by: str | None
    credits: str | None
    carried_to: str | None


class LineOut(BaseModel):
    """`quantity` × `unit_cents` = `total_cents`."""

    child: str | None
    child_name: str
    service: str | None
    service_name: str
    quantity: int
    unit_cents: int
    total_cents: int
    days: list[date]
    kind: Literal["booking", "absence", "surcharge", "carried", "credit"]
    words: str


class PaidOut(BaseModel):
    """Money that paid it, or a part."""

    at: datetime
    cents: int
    means: Literal["card", "debit", "cash", "cheque"]
    reference: str


class InvoiceDetailOut(InvoiceOut):
    """One invoice with its lines and what paid it."""

    now: datetime
    lines: list[LineOut]
    payments: list[PaidOut]


class InvoicePageOut(BaseModel):
    """Newest first; `due_cents` is all that the household still has to pay.

    `credit_cents`: what was paid twice or credited after it was paid, and the next invoice will deduct.
    """

    now: datetime
    due_cents: int
    credit_cents: int
    paying: PayingOut | None
    items: list[InvoiceOut]
    next: str | None


class DueOut(BaseModel):
    """The dashboard's block. `due_on` is the next day to pay by, `overdue_since` the oldest one that passed."""

    due_cents: int
    due_count: int
    due_on: date | None
    overdue_cents: int
    overdue_since: date | None
    paying: bool
    next_month: date
