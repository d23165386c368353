"""Telling a household what became of its order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.events import Topic, tell
from city.notifications import Kind, Target, notify
from city.payments import repository
from city.payments.models import PaymentOrderRow
from city.payments.states import OrderState
from city.towns import Town

_TOLD = frozenset({OrderState.PAID, OrderState.REFUSED, OrderState.EXPIRED})
"""Who abandons knows it."""


async def tell_ended(session: AsyncSession, town: Town, order: PaymentOrderRow, now: datetime) -> None:
    """Both guardians find it in the application."""
    await tell(session, order.household_id, Topic.INVOICES, now=now)
    if order.state not in _TOLD or order.bank_id is None:
        return
    numbers = await repository.numbers(session, [order.id])
    await notify(
        session,
        Kind.PAYMENT,
        key=f"{order.id} {order.state}",
        params={
            "reference": order.reference,
            "state": str(order.state),
            "total_cents": order.total_cents,
            "count": len(numbers[order.id]),
        },
        to=Target("payment", order.id),
        now=now,
        household_id=order.household_id,
    )
