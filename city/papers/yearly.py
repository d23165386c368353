"""What a household paid in a year for the care of young children, for its tax declaration.

The rule (docs/payment.md): children under six on 1 January of the year; services that the town file counts as child
care (meals are not); sums received in the year, each invoice at the part of it that was paid, credit notes taken off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.database import read_rows
from city.households.models import ChildRow
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.payments.models import PaymentRow
from city.towns import Town

_YOUNG = 6
_COUNTED = ("booking", "surcharge", "credit")


_PAID: Any = (
    select(PaymentRow.at, PaymentRow.invoice_id, PaymentRow.cents, InvoiceRow.total_cents - InvoiceRow.credited_cents)
    .join(InvoiceRow, InvoiceRow.id == PaymentRow.invoice_id)
    .where(PaymentRow.household_id == bindparam("household"))
)
_OF_INVOICE = func.coalesce(InvoiceRow.credits_id, InvoiceRow.id)
_CARE: Any = (
    select(
        _OF_INVOICE, ChildRow.id, ChildRow.first_name, ChildRow.last_name, ChildRow.birth_date,
        func.sum(InvoiceLineRow.total_cents),
    )
    .select_from(InvoiceRow)
    .join(InvoiceLineRow, InvoiceLineRow.invoice_id == InvoiceRow.id)
    .join(ChildRow, ChildRow.id == InvoiceLineRow.child_id)
    .where(
        InvoiceRow.household_id == bindparam("household"),
        among(InvoiceLineRow.__table__.c.service, "services"),
        InvoiceLineRow.kind.in_(_COUNTED),
    )
    .group_by(_OF_INVOICE, ChildRow.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paid:
    """What a year brought for an invoice, and what was to be paid of it once credit notes had been taken off."""

    cents: int
    payable: int

    def part_of(self, cents: int) -> Fraction | int:
        """The part of a sum on the invoice that was paid."""
        if self.payable <= 0:
            return 0
        return cents if self.cents >= self.payable else Fraction(self.cents * cents, self.payable)


@dataclass(frozen=True, slots=True)
class Care:
    """What an invoice asks for a child's care."""

    child: str
    first_name: str
    last_name: str
    born: date
    cents: int


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
    """The household's statements of every year in which it paid something, newest first. Two statements."""
    paid = await _paid(session, town, household_id)
    care = await _care(session, town, household_id) if paid else {}
    return [_statement(year, paid[year], care, now) for year in sorted(paid, reverse=True)]


async def _paid(session: AsyncSession, town: Town, household_id: str) -> dict[int, dict[str, Paid]]:
    """By year and invoice."""
    found: dict[int, dict[str, Paid]] = defaultdict(dict)
    for at, invoice, cents, payable in await read_rows(session, _PAID, {"household": household_id}):
        of_year = found[at.astimezone(town.time_zone).year]
        before = of_year.get(invoice)
        of_year[invoice] = Paid(cents + (before.cents if before else 0), payable)
    return found


async def _care(session: AsyncSession, town: Town, household_id: str) -> dict[str, list[Care]]:
    """By invoice, its credit notes counted."""
    services = [service.id for service in town.services.values() if service.childcare]
    found: dict[str, list[Care]] = defaultdict(list)
    for invoice, *about in await read_rows(session, _CARE, {"household": household_id, "services": services}):
        found[invoice].append(Care(*about))
    return found


def _statement(year: int, paid: Mapping[str, Paid], care: Mapping[str, Sequence[Care]], now: datetime) -> Statement:
    sums: dict[tuple[date, str, str], Fraction | int] = defaultdict(int)
    too_old = date(year - _YOUNG, 1, 1)
    for invoice, money in paid.items():
        for one in care.get(invoice, ()):
            if one.born > too_old:
                sums[one.born, one.child, f"{one.first_name} {one.last_name}"] += money.part_of(one.cents)
    children = _rounded([(name, born, sums[born, child, name]) for born, child, name in sorted(sums)])
    return Statement(year, children, ready=year < now.year)


def _rounded(sums: Sequence[tuple[str, date, Fraction | int]]) -> tuple[Child, ...]:
    """To the cent, half up; nobody without a sum."""
    rounded = [(name, born, int(value + Fraction(1, 2))) for name, born, value in sums]
    return tuple(Child(name, born, cents) for name, born, cents in rounded if cents > 0)
