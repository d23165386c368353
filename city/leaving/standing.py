"""What stands against deleting an account: what the household still has to do with the town.

With another guardian the household goes on, and so does what it owes and has booked: then only a payment that is
being made stands against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.models import BookingRow
from city.bookings.repository import IS_LIVE
from city.invoices import repository as invoices
from city.invoices.billing import BILLED
from city.invoices.models import CarriedSumRow
from city.invoices.numbers import number_of
from city.leaving.requests import Asked
from city.payments.models import PaymentOrderRow
from city.payments.states import RUNNING
from city.procedures.models import ProcedureRow
from city.procedures.states import ProcedureState

_OPEN = (ProcedureState.PENDING, ProcedureState.TO_COMPLETE)


@dataclass(frozen=True, slots=True)
class Standing:
    """`due`: unpaid invoices, number and what is left of each in cents. `coming`: live bookings from today on.

    `unbilled`: past bookings that no invoice has. `procedures`: id, number and title of those that are not decided.
    `owed_cents`: what waits for the next invoice, below zero where the town owes it.
    """

    stays: bool
    due: tuple[tuple[str, int], ...]
    running: int
    coming: int
    unbilled: int
    procedures: tuple[tuple[str, str, str], ...]
    owed_cents: int

    @property
    def open(self) -> bool:
        """Whether anything is still open for the household."""
        return bool(self.due or self.running or self.coming or self.unbilled or self.procedures)

    @property
    def blocks(self) -> bool:
        """Whether the account cannot be deleted yet."""
        return bool(self.running) if self.stays else self.open


async def standing(session: AsyncSession, asked: Asked, today: date) -> Standing:
    """How the household of an account stands."""
    home = asked.household_id
    due = await invoices.due(session, home)
    coming = select(func.count()).where(BookingRow.household_id == home, BookingRow.day >= today, IS_LIVE)
    past = await invoices.billable(session, date.min, today, today, home)
    running = select(func.count()).where(PaymentOrderRow.household_id == home, PaymentOrderRow.state.in_(RUNNING))
    waiting = select(func.coalesce(func.sum(CarriedSumRow.cents), 0)).where(
        CarriedSumRow.household_id == home, invoices.SUM_WAITS
    )
    procedures = (
        select(ProcedureRow.id, ProcedureRow.number, ProcedureRow.title)
        .where(ProcedureRow.household_id == home, ProcedureRow.state.in_(_OPEN))
        .order_by(ProcedureRow.sent_at, ProcedureRow.id)
    )
    return Standing(
        asked.stays,
        tuple((number_of(row.year, row.serial), row.left_cents) for row in due),
        int(await session.scalar(running) or 0),
        int(await session.scalar(coming) or 0),
        sum(row.state in BILLED for row in past),
        tuple((identity, number or "", title) for identity, number, title in await session.execute(procedures)),
        int(await session.scalar(waiting) or 0),
    )
