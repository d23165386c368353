"""Telling a household what became of its order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.events import Topic, tell
from city.households.models import PersonRow
from city.mail.letter import Letter, Line, post_letter
from city.notifications import Kind, Notice, Target, notify_all
from city.papers.words import day, euros, means
from city.payments import repository
from city.payments.models import PaymentOrderRow
from city.payments.running import invoices_of
from city.payments.states import OrderState
from city.text import _
from city.towns import Town


async def tell_ended(
    session: AsyncSession, town: Town, order: PaymentOrderRow, now: datetime, *, quietly: bool = False
) -> None:
    """Who paid gets the confirmation mail at once, the other guardian is told as they want it.

    Refused or over: who tried is told; who abandoned knows. `quietly`: nobody gets a mail (for what is past).
    """
    await tell(session, order.household_id, Topic.INVOICES, now=now)
    if order.bank_id is None:
        return
    if order.state == OrderState.PAID:
        await _tell_payer(session, order, now)
        await notify_all(session, [await _notice(session, order, mine=False)], now=now, quietly=quietly)
        if not quietly:
            await _confirm(session, town, order, now)
    elif order.state in (OrderState.REFUSED, OrderState.EXPIRED):
        await notify_all(session, [await _notice(session, order, mine=True)], now=now, quietly=quietly)


async def _tell_payer(session: AsyncSession, order: PaymentOrderRow, now: datetime) -> None:
    """On the list of who paid, without a second mail."""
    await notify_all(session, [await _notice(session, order, mine=True)], now=now, quietly=True)
    await tell(session, order.household_id, Topic.NOTIFICATIONS, now=now, account_id=order.account_id)


async def _notice(session: AsyncSession, order: PaymentOrderRow, *, mine: bool) -> Notice:
    numbers = await repository.numbers(session, [order.id])
    return Notice(
        Kind.PAYMENT,
        f"{order.id} {order.state}",
        {
            "reference": order.reference,
            "state": str(order.state),
            "total_cents": order.total_cents,
            "count": len(numbers[order.id]),
        },
        Target("payment", order.id),
        household_id=None if mine else order.household_id,
        account_id=order.account_id if mine else None,
        but_not=frozenset() if mine else frozenset({order.account_id}),
    )


async def _confirm(session: AsyncSession, town: Town, order: PaymentOrderRow, now: datetime) -> None:
    query = (
        select(AccountRow.email, PersonRow.first_name)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .where(AccountRow.id == order.account_id)
    )
    email, first_name = (await session.execute(query)).one()
    lines = tuple(Line(row.title, _("payée"), euros(cents)) for row, cents in await invoices_of(session, order.id))
    paid_on = day(now.astimezone(town.time_zone).date())
    letter = Letter(
        subject=_("Votre paiement de {sum} est enregistré").format(sum=euros(order.total_cents)),
        first_name=first_name,
        before=(
            _("Nous avons bien reçu votre paiement de {sum}, par {means}, le {day}.").format(
                sum=euros(order.total_cents), means=means(order.means), day=paid_on
            ),
        ),
        lines=lines,
        after=(_("Référence : {reference}. Le reçu est dans l'application.").format(reference=order.reference),),
    )
    await post_letter(session, town, email, letter, now=now, key=f"payment {order.id}")
