"""What a household paid in a year for the care of young children, for its tax declaration.

The rule (docs/payment.md): children under six on 1 January of the year; services that the town file counts as child
care (meals are not); sums received in the year, each invoice at the part of it that was paid, credit notes taken off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.households.models import ChildRow
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.payments.models import PaymentRow
from city.towns import Town

_YOUNG = 6
_COUNTED = ("booking", "surcharge", "credit")


@dataclass(frozen=True, slots=True)
class Child:
    """A child's part of a statement, in cents."""

    name: str
    born: date
    cents: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A year's sums by child, eldest first. `ready` once the year is over."""

    year: int
    children: tuple[Child, ...]
    ready: bool

    @property
    def total_cents(self) -> int:
        """All children together."""
        return sum(child.cents for child in self.children)


async def statements(session: AsyncSession, town: Town, household_id: str, now: datetime) -> list[Statement]:
    """The household's statements of every year in which it paid something, newest first."""
    paid = await _paid(session, town, household_id)
    if not paid:
        return []
    invoices = {invoice for by_invoice in paid.values() for invoice in by_invoice}
    payable = await _payable(session, invoices)
    care = await _care(session, town, invoices)
    return [_statement(year, paid[year], payable, care, now) for year in sorted(paid, reverse=True)]


async def _paid(session: AsyncSession, town: Town, household_id: str) -> dict[int, dict[str, int]]:
    """Cents by year and invoice."""
    query = select(PaymentRow.at, PaymentRow.invoice_id, PaymentRow.cents).where(
        PaymentRow.household_id == household_id
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for at, invoice, cents in await session.execute(query):
        found[at.astimezone(town.time_zone).year][invoice] += cents
    return found


async def _payable(session: AsyncSession, invoices: Iterable[str]) -> dict[str, int]:
    """What was to be paid of each invoice once credit notes had been taken off."""
    query = select(InvoiceRow.id, InvoiceRow.total_cents - InvoiceRow.credited_cents).where(
        InvoiceRow.id.in_(sorted(invoices))
    )
    return {identity: int(cents) for identity, cents in await session.execute(query)}


async def _care(
    session: AsyncSession, town: Town, invoices: Iterable[str]
) -> dict[str, list[tuple[str, str, date, int]]]:
    """By invoice, its credit notes counted: (child, name, birth, cents) of child care."""
    services = [service.id for service in town.services.values() if service.childcare]
    of_invoice = func.coalesce(InvoiceRow.credits_id, InvoiceRow.id)
    query: Any = (
        select(
            of_invoice, ChildRow.id, ChildRow.first_name, ChildRow.last_name, ChildRow.birth_date,
            func.sum(InvoiceLineRow.total_cents),
        )
        .select_from(InvoiceLineRow)
        .join(InvoiceRow, InvoiceRow.id == InvoiceLineRow.invoice_id)
        .join(ChildRow, ChildRow.id == InvoiceLineRow.child_id)
        .where(
            or_(InvoiceRow.id.in_(sorted(invoices)), InvoiceRow.credits_id.in_(sorted(invoices))),
            InvoiceLineRow.service.in_(services),
            InvoiceLineRow.kind.in_(_COUNTED),
        )
        .group_by(of_invoice, ChildRow.id, ChildRow.first_name, ChildRow.last_name, ChildRow.birth_date)
    )  # fmt: skip
    found: dict[str, list[tuple[str, str, date, int]]] = defaultdict(list)
    for invoice, child, first, last, born, cents in await session.execute(query):
        found[invoice].append((child, f"{first} {last}", born, int(cents)))
    return found


def _statement(
    year: int,
    paid: dict[str, int],
    payable: dict[str, int],
    care: dict[str, list[tuple[str, str, date, int]]],
    now: datetime,
) -> Statement:
    sums: dict[tuple[date, str, str], Fraction] = defaultdict(Fraction)
    for invoice, cents in paid.items():
        part = min(Fraction(1), Fraction(cents, payable[invoice])) if payable[invoice] > 0 else Fraction(0)
        for child, name, born, cost in care.get(invoice, ()):
            if born > date(year - _YOUNG, 1, 1):
                sums[born, child, name] += part * cost
    children = _rounded([(name, born, sums[born, child, name]) for born, child, name in sorted(sums)])
    return Statement(year, children, ready=year < now.year)


def _rounded(sums: Sequence[tuple[str, date, Fraction]]) -> tuple[Child, ...]:
    """To the cent, half up; nobody without a sum."""
    rounded = [(name, born, int(value + Fraction(1, 2))) for name, born, value in sums]
    return tuple(Child(name, born, cents) for name, born, cents in rounded if cents > 0)
