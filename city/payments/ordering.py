"""Beginning to pay: an order is written first, then opened at the bank, then given its address.

The bank is asked between two transactions, never inside one. Killed anywhere, the order has no address, so nobody can
have paid it; a job ends it two minutes later and frees its invoices.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.context import SignedIn
from city.database import Database
from city.errors import NotFound
from city.events import Topic, tell
from city.ids import new_id
from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of, read_number
from city.invoices.service import state_of
from city.payments import repository
from city.payments.bank import LONGEST_EMAIL, Bank, BankSilent, Wanted
from city.payments.deciding import FORGOTTEN_AFTER, ask_next
from city.payments.models import PaymentOrderItemRow, PaymentOrderRow
from city.payments.refusals import (
    AlreadyPaying,
    BankDown,
    EmailTooLong,
    NoTill,
    NotPayable,
    OneAtATime,
    TooLittle,
    TooMuch,
    TotalChanged,
)
from city.payments.states import OrderState
from city.submissions.refusals import KeyReused
from city.text import _
from city.towns import Till, Town

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parent wants to pay: numbers of invoices and the sum they saw, under an idempotency key."""

    key: str
    invoices: tuple[str, ...]
    total_cents: int

    def fingerprint(self) -> str:
        """What tells whether the same key came with the same wish."""
        return hashlib.sha256(repr((sorted(self.invoices), self.total_cents)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Began:
    """The order begun; `again` when the key had begun it before."""

    order_id: str
    again: bool


async def begin(
    database: Database, town: Town, bank: Bank, me: SignedIn, asked: Asked, *, api: str, now: datetime
) -> Began:
    """Begins to pay. `api` is where the bank finds the city. Opens its own transactions: call it outside of any.

    Raises NotFound, NoTill, AlreadyPaying, NotPayable, TotalChanged, TooLittle, TooMuch, OneAtATime, KeyReused,
    EmailTooLong, BankDown (nothing was begun then).
    """
    if town.till.numcli is None:
        raise NoTill()
    async with database.transaction(write=True) as session:
        earlier, order, email = await _write(session, town, me, asked, now)
    if order is None:
        return Began(earlier, again=True)
    wanted = Wanted(
        reference=order["reference"],
        cents=order["total_cents"],
        email=email,
        subject=_subject(asked.invoices),
        year=now.year,
        notify_url=f"{api}/payments/notifications",
        return_url=f"{api}/payments/{order['id']}/return",
    )
    await _open(database, bank, order, wanted, now)
    return Began(order["id"], again=False)


async def _open(database: Database, bank: Bank, order: dict[str, Any], wanted: Wanted, now: datetime) -> None:
    try:
        opened = await bank.open(wanted)
    except BankSilent as error:
        async with database.transaction(write=True) as session:
            await repository.remove(session, order["id"])
        raise BankDown() from error
    async with database.transaction(write=True) as session:
        in_time = await repository.opened(session, order["id"], opened.bank_id, opened.pay_url, ask_next(now, now))
        await tell(session, order["household_id"], Topic.INVOICES, now=now)
    if not in_time:
        raise BankDown()


async def _write(
    session: AsyncSession, town: Town, me: SignedIn, asked: Asked, now: datetime
) -> tuple[str, dict[str, Any] | None, str]:
    """The order as written and its payer's address; or, for a key used before, the id of the earlier one."""
    places = {place for number in asked.invoices if (place := read_number(number))}
    invoices = await repository.lock_invoices(session, me.household_id, places)
    if len(invoices) != len(asked.invoices):
        raise NotFound()
    earlier = await repository.of_key(session, me.account_id, asked.key)
    if earlier is None:
        await _check(session, town.till, invoices, asked, now)
        order = _order(me, asked, now)
        if await repository.add(session, order):
            session.add_all(
                PaymentOrderItemRow(order_id=order["id"], invoice_id=row.id, cents=row.left_cents, running=True)
                for row in invoices
            )
            await session.flush()
            return order["id"], order, await _address(session, me)
        earlier = await repository.of_key(session, me.account_id, asked.key)
    assert earlier is not None
    if earlier.fingerprint != asked.fingerprint():
        raise KeyReused()
    return earlier.id, None, ""


async def _address(session: AsyncSession, me: SignedIn) -> str:
    """Where the bank confirms: the payer's address, or another of the household where that is too long for it.

    Raises EmailTooLong.
    """
    known = await repository.emails_of(session, me.household_id, me.account_id)
    taken = next((email for email in known if len(email) <= LONGEST_EMAIL), None)
    if taken is None:
        raise EmailTooLong({"max": LONGEST_EMAIL})
    return taken


async def _check(
    session: AsyncSession, till: Till, invoices: Sequence[InvoiceRow], asked: Asked, now: datetime
) -> None:
    running = await repository.running_on(session, [row.id for row in invoices])
    if running is not None:
        raise AlreadyPaying(_who(running, now))
    for row in invoices:
        if row.left_cents <= 0:
            state = state_of(row, now.date(), running=False)
            raise NotPayable({"number": number_of(row.year, row.serial), "state": state.value})
    if till.one_at_a_time and len(invoices) > 1:
        raise OneAtATime()
    total = sum(row.left_cents for row in invoices)
    if total != asked.total_cents:
        raise TotalChanged({"total_cents": total})
    if total < till.min_cents:
        raise TooLittle({"min_cents": till.min_cents})
    if total > till.max_cents:
        raise TooMuch({"max_cents": till.max_cents})


def _who(running: PaymentOrderRow, now: datetime) -> dict[str, str]:
    since = running.created_at.astimezone(now.tzinfo)
    return {"id": running.id, "by": running.by, "since": since.isoformat()}


def _order(me: SignedIn, asked: Asked, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id("o"),
        "household_id": me.household_id,
        "account_id": me.account_id,
        "by": me.display_name,
        "idempotency_key": asked.key,
        "fingerprint": asked.fingerprint(),
        "reference": new_reference(),
        "total_cents": asked.total_cents,
        "state": OrderState.OPEN.value,
        "created_at": now,
        "ended_at": None,
        "bank_id": None,
        "pay_url": None,
        "means": None,
        "bank_number": None,
        "asked_at": None,
        "ask_at": after(now, FORGOTTEN_AFTER),
    }


def new_reference() -> str:
    """Our reference at the bank: « PF » and 14 letters and digits that are not mistaken for others."""
    return "PF" + "".join(secrets.choice(_LETTERS) for _place in range(14))


def _subject(numbers: Sequence[str]) -> str:
    listed = ", ".join(sorted(numbers))
    return (
        _("Facture {numbers}").format(numbers=listed)
        if len(numbers) == 1
        else _("Factures {numbers}").format(numbers=listed)
    )
