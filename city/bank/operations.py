"""What the test bank does with an operation, and what it says of it: PayFiP's letters, faults and delays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.bank.models import BankOperationRow
from city.clock import after
from city.ids import new_id

PAYABLE_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
LATE = timedelta(minutes=2)
"""How long a late notification takes."""


class Fault(Exception):
    """PayFiP's functional fault `code`: P1 (the operation is unknown), P5 (it has no result yet)."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class Act(StrEnum):
    """What whoever pays chooses on the page; the letter is the operation's result."""

    CARD = "P"
    DEBIT = "V"
    REFUSED = "R"
    DEBIT_REFUSED = "Z"
    ABANDON = "A"


class Notify(StrEnum):
    """How the bank tells the till."""

    AT_ONCE = "at_once"
    LATE = "late"
    TWICE = "twice"
    NEVER = "never"


async def create(session: AsyncSession, asked: Mapping[str, str], now: datetime) -> str:
    """A new operation; its id (PayFiP: idOp). Raises ValueError for what PayFiP would not take."""
    cents = int(asked.get("montant", ""))
    if not 100 <= cents <= 10_000_000 or "@" not in asked.get("mel", "") or not asked.get("refdet", "").isalnum():
        raise ValueError("montant, mel or refdet")
    row = BankOperationRow(
        id=new_id("test").replace("_", "-"),
        numcli=asked["numcli"],
        exer=asked.get("exer", ""),
        refdet=asked["refdet"],
        objet=asked.get("objet", ""),
        cents=cents,
        mel=asked["mel"],
        saisie=asked.get("saisie", "T"),
        notify_url=asked["urlnotif"],
        return_url=asked["urlredirect"],
        created_at=now,
        result=None,
        decided_at=None,
        number=None,
        notify_at=None,
        notify_left=0,
    )
    session.add(row)
    await session.flush()
    return row.id


async def find(session: AsyncSession, identity: str) -> BankOperationRow:
    """An operation. Raises Fault P1."""
    row = await session.get(BankOperationRow, identity) if "\x00" not in identity else None
    if row is None:
        raise Fault("P1", "IdOp incorrect")
    return row


async def result_of(session: AsyncSession, identity: str, now: datetime) -> BankOperationRow:
    """An operation that has its result. Raises Fault P5 before it has one, P1 when it is unknown or forgotten."""
    row = await find(session, identity)
    if row.result is None:
        if now - row.created_at >= FORGOTTEN_AFTER:
            raise Fault("P1", "IdOp incorrect")
        raise Fault("P5", "Resultat de la transaction non connu")
    return row


def can_be_paid(row: BankOperationRow, now: datetime) -> bool:
    """Whether the page still takes a choice: for a quarter of an hour, also after a refusal or an abandonment."""
    return row.result not in (Act.CARD, Act.DEBIT) and now - row.created_at < PAYABLE_FOR


async def act(session: AsyncSession, identity: str, chosen: Act, notify: Notify, now: datetime) -> BankOperationRow:
    """What the payer chose; a second choice after a payment changes nothing. Raises Fault."""
    query = select(BankOperationRow).where(BankOperationRow.id == identity).with_for_update()
    row = (await session.scalars(query)).one_or_none()
    if row is None:
        raise Fault("P1", "IdOp incorrect")
    if can_be_paid(row, now):
        row.result, row.decided_at = chosen.value, now
        row.number = new_id("n")[2:12].upper() if chosen in (Act.CARD, Act.DEBIT) else None
        row.notify_left = {Notify.NEVER: 0, Notify.TWICE: 2}.get(notify, 1)
        row.notify_at = None if notify is Notify.NEVER else after(now, LATE) if notify is Notify.LATE else now
        await session.flush()
    return row
