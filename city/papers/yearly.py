"""What a household paid in a year for the care of young children, for its tax declaration.

The rule (docs/payment.md): children under six on 1 January of the year; services that the town file counts as child
care (meals are not); sums received in the year, each invoice at the part of it that was paid, credit notes taken off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, case, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from city.among import among
from city.database import read_rows
from city.households.models import ChildRow
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.payments.models import PaymentRow
from city.towns import Town

_YOUNG = 6
_COUNTED = ("booking", "surcharge", "credit")


_FIRST = 2000
"""The earliest year that is told apart."""

_CHILDREN: Any = select(ChildRow.id, ChildRow.first_name, ChildRow.last_name, ChildRow.birth_date).where(
    among(ChildRow.__table__.c.id, "children")
)


@lru_cache(maxsize=8)
def _sums(zone: ZoneInfo, last: int) -> Any:
    """By year of payment and child: the cents of its care in invoices paid whole, added up.

    Of an invoice of which a year brought a part, a row of its own, with what came and what was to be paid once credit
    notes had been taken off. A year without care has a row without child.
    """
    begun = [(PaymentRow.at >= datetime(year, 1, 1, tzinfo=zone), year) for year in range(last, _FIRST, -1)]
    each = select(PaymentRow.invoice_id, PaymentRow.cents, case(*begun, else_=_FIRST).label("year"))
    payments = each.where(PaymentRow.household_id == bindparam("household")).subquery()
    paid = (
        select(payments.c.invoice_id, payments.c.year, func.sum(payments.c.cents).label("cents"))
        .group_by(payments.c.invoice_id, payments.c.year)
        .subquery()
    )
    payable = InvoiceRow.total_cents - InvoiceRow.credited_cents
    whole = paid.c.cents >= payable
    part, line = aliased(InvoiceRow), InvoiceLineRow
    is_care = among(InvoiceLineRow.__table__.c.service, "services") & line.kind.in_(_COUNTED)
    return (
        select(
            paid.c.year,
            line.child_id,
            func.coalesce(func.sum(line.total_cents), 0),
            case((func.min(case((whole, 1), else_=0)) == 1, None), else_=func.min(paid.c.cents)),
            func.min(payable),
        )
        .select_from(paid)
        .join(InvoiceRow, InvoiceRow.id == paid.c.invoice_id)
        .outerjoin(part, and_(payable > 0, or_(part.id == InvoiceRow.id, part.credits_id == InvoiceRow.id)))
        .outerjoin(line, and_(line.invoice_id == part.id, line.child_id.is_not(None), is_care))
        .group_by(paid.c.year, line.child_id, case((whole, literal_column("''")), else_=paid.c.invoice_id))
    )


@dataclass(frozen=True, slots=True, order=True)
class Young:
    """A child, eldest first."""

    born: date
    id: str
    name: str


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
    services = [service.id for service in town.services.values() if service.childcare]
    sums = await read_rows(session, _sums(town.time_zone, now.year), {"household": household_id, "services": services})
    children = await _children(session, {child for _year, child, *_sum in sums if child})
    paid: dict[int, dict[str, Fraction | int]] = defaultdict(lambda: defaultdict(int))
    for year, child, cents, came, payable in sums:
        young = child is not None and children[child].born > date(year - _YOUNG, 1, 1)
        paid[year][child] += (cents if came is None else Fraction(came * cents, payable)) if young else 0
    return [_statement(year, paid[year], children, ready=year < now.year) for year in sorted(paid, reverse=True)]


async def _children(session: AsyncSession, ids: Collection[str]) -> dict[str, Young]:
    rows = await read_rows(session, _CHILDREN, {"children": ids}) if ids else []
    return {identity: Young(born, identity, f"{first} {last}") for identity, first, last, born in rows}


def _statement(
    year: int, sums: Mapping[str, Fraction | int], children: Mapping[str, Young], *, ready: bool
) -> Statement:
    eldest_first = sorted(children[child] for child in sums if child)
    return Statement(year, _rounded([(child.name, child.born, sums[child.id]) for child in eldest_first]), ready)


def _rounded(sums: Sequence[tuple[str, date, Fraction | int]]) -> tuple[Child, ...]:
    """To the cent, half up; nobody without a sum."""
    rounded = [(name, born, int(value + Fraction(1, 2))) for name, born, value in sums]
    return tuple(Child(name, born, cents) for name, born, cents in rounded if cents > 0)
