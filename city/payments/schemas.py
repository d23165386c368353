"""The JSON of payments (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StrictInt, StringConstraints

from city.payments.states import OrderState

MOST_INVOICES = 50
Number = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{6,9}$", max_length=14)]


class PaymentIn(BaseModel):
    """The invoices to pay together, and the sum that was seen."""

    invoices: Annotated[list[Number], Field(min_length=1, max_length=MOST_INVOICES)]
    total_cents: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)]


class PaymentOut(BaseModel):
    """An order. `pay_url` as long as it can be paid there."""

    now: datetime
    id: str
    reference: str
    state: OrderState
    total_cents: int
    invoices: list[str]
    by: str
    created_at: datetime
    ended_at: datetime | None
    pay_url: str | None
    means: str | None


class PaymentPageOut(BaseModel):
    """Newest first."""

    now: datetime
    items: list[PaymentOut]
    next: str | None
