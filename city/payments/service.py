"""Orders as the household sees them, both guardians alike."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import Invalid, NotFound
from city.payments import repository
from city.payments.deciding import PAYABLE_FOR
from city.payments.models import PaymentOrderRow
from city.payments.schemas import PaymentOut, PaymentPageOut
from city.payments.states import RUNNING, OrderState

_PATIENCE = timedelta(seconds=3)


async def read_payment(session: AsyncSession, household_id: str, order_id: str, now: datetime) -> PaymentOut:
    """One order. Raises NotFound."""
    row = await find(session, household_id, order_id)
    numbers = await repository.numbers(session, [row.id])
    return _out(row, numbers[row.id], now)


async def find(session: AsyncSession, household_id: str, order_id: str) -> PaymentOrderRow:
    """One order of the household. Raises NotFound."""
    row = await repository.one(session, household_id, order_id)
    if row is None:
        raise NotFound()
    return row


def due_to_ask(row: PaymentOrderRow, now: datetime) -> bool:
    """Whether somebody who looks at the order makes the city ask the bank."""
    asked_long_ago = row.asked_at is None or now - row.asked_at >= _PATIENCE
    return row.state in RUNNING and row.bank_id is not None and asked_long_ago


async def list_payments(session: AsyncSession, household_id: str, now: datetime, cursor: str | None) -> PaymentPageOut:
    """The household's orders, newest first. Raises Invalid."""
    rows = await repository.page(session, household_id, _read_cursor(cursor) if cursor else None)
    shown = rows[: repository.PAGE]
    numbers = await repository.numbers(session, [row.id for row in shown])
    return PaymentPageOut(
        now=now,
        items=[_out(row, numbers[row.id], now) for row in shown],
        next=_write_cursor(shown[-1]) if len(rows) > len(shown) else None,
    )


def _out(row: PaymentOrderRow, numbers: list[str], now: datetime) -> PaymentOut:
    payable = row.state in RUNNING and now - row.created_at < PAYABLE_FOR
    return PaymentOut(
        now=now,
        id=row.id,
        reference=row.reference,
        state=OrderState(row.state),
        total_cents=row.total_cents,
        invoices=numbers,
        by=row.by,
        created_at=row.created_at.astimezone(now.tzinfo),
        ended_at=row.ended_at.astimezone(now.tzinfo) if row.ended_at else None,
        pay_url=row.pay_url if payable else None,
        means=row.means,
    )


def _write_cursor(row: PaymentOrderRow) -> str:
    text = f"{row.created_at.astimezone(UTC).isoformat()} {row.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        instant, identity = text.split(" ")
        at = datetime.fromisoformat(instant)
        if at.tzinfo is None or "\x00" in identity:
            raise ValueError(text)
        return at, identity
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unknown"}]}) from error
