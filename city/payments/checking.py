"""What became of an order: the bank is asked outside of any transaction, its word is then decided on under locks.

Whoever hears of it first (the notification, the parent who comes back, the job) comes here. In any order, any number of
times, on any worker: money is counted at the one change to « paid », under the order's lock.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.database import Database
from city.ids import new_id
from city.invoices import repository as invoices
from city.invoices.carrying import carry_overpayment
from city.invoices.settling import take_money
from city.payments import repository
from city.payments.bank import Bank, BankSilent, Outcome, Word
from city.payments.deciding import ask_next, decide
from city.payments.models import PaymentOrderRow, PaymentRow
from city.payments.states import RUNNING, OrderState
from city.payments.telling import tell_ended
from city.towns import Town

log = logging.getLogger("city.payments")


async def check(
    database: Database, town: Town, bank: Bank, order_id: str, now: datetime, *, back: bool = False
) -> None:
    """Asks the bank about an order and settles what it says; a silent bank is asked again later. Harmless to repeat.

    `back`: its payer came back from the bank's page. Opens its own transactions: call it outside of any.
    """
    async with database.transaction() as session:
        order = await session.get(PaymentOrderRow, order_id)
    if order is None or order.state == OrderState.PAID:
        return
    if order.bank_id is None:
        word: Word | None = Word(Outcome.UNKNOWN)
        if order.ask_at is None or order.ask_at > now:
            return
    else:
        word = await _word(bank, order.bank_id)
    async with database.transaction(write=True) as session:
        if word is None:
            await put_off(session, order_id, now)
        else:
            await settle(session, town, order_id, word, now, back=back)


async def _word(bank: Bank, bank_id: str) -> Word | None:
    try:
        return await bank.ask(bank_id)
    except BankSilent:
        log.warning("the bank is silent about an order; it will be asked again")
        return None


async def put_off(session: AsyncSession, order_id: str, now: datetime) -> None:
    """The bank was silent: it is asked again, as long as it takes."""
    order = await repository.lock(session, order_id)
    if order is not None and order.state != OrderState.PAID:
        order.asked_at, order.ask_at = now, ask_next(order.created_at, now)
        await session.flush()


async def settle(
    session: AsyncSession,
    town: Town,
    order_id: str,
    word: Word,
    now: datetime,
    *,
    back: bool = False,
    quietly: bool = False,
) -> None:
    """Makes of an order what the bank's word says, in the session's (writing) transaction.

    `back`: its payer came back from the bank's page. `quietly`: nobody gets a mail of it.
    """
    order = await repository.lock(session, order_id)
    if order is None or order.state == OrderState.PAID:
        return
    was = OrderState(order.state)
    if order.bank_id is None and word.outcome is Outcome.UNKNOWN:
        decided_state, ask_at = (OrderState.EXPIRED if was in RUNNING else was), None
    else:
        decision = decide(was, word.outcome, created_at=order.created_at, now=now)
        decided_state, ask_at = decision.state, decision.ask_at
    if back and decided_state is OrderState.OPEN:
        decided_state = OrderState.CHECKING
    order.state, order.asked_at, order.ask_at = decided_state.value, now, ask_at
    if decided_state is OrderState.PAID:
        order.means, order.bank_number = word.means, word.number
        await _count(session, order, word, now.astimezone(town.time_zone))
    if decided_state not in RUNNING and decided_state is not was:
        order.ended_at = now
        await repository.stop_running(session, order_id)
        await tell_ended(session, town, order, now, quietly=quietly)
    await session.flush()


async def _count(session: AsyncSession, order: PaymentOrderRow, word: Word, now: datetime) -> None:
    """Pays the order's invoices; what is too much of it is deducted from the next invoice."""
    parts = {item.invoice_id: item.cents for item in await repository.items(session, order.id)}
    too_much = 0
    for invoice in await invoices.lock(session, parts):
        rest = take_money(invoice, parts[invoice.id], now.date())
        too_much += rest
        if parts[invoice.id] > rest:
            session.add(
                PaymentRow(
                    id=new_id("y"),
                    household_id=order.household_id,
                    invoice_id=invoice.id,
                    order_id=order.id,
                    cents=parts[invoice.id] - rest,
                    means=word.means or "card",
                    at=now,
                    reference=order.reference,
                )
            )
    if too_much:
        log.warning("an order paid more than was left: the rest is deducted from the next invoice")
        carry_overpayment(session, order.household_id, order.id, too_much, now)


async def claim(database: Database, now: datetime, count: int, pause: timedelta) -> list[str]:
    """Orders of which the bank is to be asked now; another worker does not get them again for a while."""
    async with database.transaction() as session:
        found = await repository.to_ask(session, now, count)
    if not found:
        return []
    taken: list[str] = []
    async with database.transaction(write=True) as session:
        for order_id in sorted(found):
            order = await repository.lock(session, order_id)
            if order is not None and order.ask_at is not None and order.ask_at <= now:
                if order.bank_id is not None:
                    order.ask_at = after(now, pause)
                taken.append(order_id)
        await session.flush()
    return taken
