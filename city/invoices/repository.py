"""The SQL of invoices. What parents read is of one household: not its own is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.bookings.models import BookingRow
from city.bookings.repository import upsert
from city.bookings.states import BookingState
from city.database import read_rows
from city.households.models import ChildRow, HouseholdRow, PersonRow
from city.invoices.billing import BILLED
from city.invoices.models import CarriedSumRow, InvoiceCounterRow, InvoiceLineRow, InvoiceRow
from city.invoices.numbers import Place

PAGE = 20
_TOLD = sorted(BILLED | {BookingState.ABSENT_JUSTIFIED})
_LEFT = InvoiceRow.total_cents - InvoiceRow.paid_cents - InvoiceRow.credited_cents - InvoiceRow.carried_cents
IS_DUE: ColumnElement[bool] = and_(InvoiceRow.credits_id.is_(None), _LEFT > 0)

SUM_WAITS: ColumnElement[bool] = and_(CarriedSumRow.into_id.is_(None), CarriedSumRow.refund_id.is_(None))
"""A sum that the household's next invoice takes in, unless it is paid back before."""


def of_household(household_id: str | BindParameter[str]) -> Select[InvoiceRow]:
    """The base statement: the invoices and credit notes of one household."""
    return select(InvoiceRow).where(InvoiceRow.household_id == household_id)


_DUE = (
    of_household(bindparam("household"))
    .where(IS_DUE)
    .order_by(InvoiceRow.year, InvoiceRow.serial)
    .with_only_columns(InvoiceRow.year, InvoiceRow.serial, _LEFT, InvoiceRow.due_on)
)


@dataclass(frozen=True, slots=True)
class Due:
    """An invoice that is not settled: what is left to pay of it, and until when."""

    year: int
    serial: int
    left_cents: int
    due_on: date


async def page(session: AsyncSession, household_id: str, group: str, *, before: Place | None) -> Sequence[InvoiceRow]:
    """Up to one more than a page, newest first; `group` is due, done or all."""
    query = of_household(household_id)
    if group == "due":
        query = query.where(IS_DUE)
    elif group == "done":
        query = query.where(or_(InvoiceRow.credits_id.is_not(None), _LEFT <= 0))
    if before is not None:
        query = query.where(tuple_(InvoiceRow.year, InvoiceRow.serial) < before)
    newest = query.order_by(InvoiceRow.year.desc(), InvoiceRow.serial.desc()).limit(PAGE + 1)
    return (await session.scalars(newest)).all()


async def due(session: AsyncSession, household_id: str) -> list[Due]:
    """Everything the household still has to pay, oldest first."""
    return [Due(*row) for row in await read_rows(session, _DUE, {"household": household_id})]


async def one(session: AsyncSession, household_id: str, place: Place) -> InvoiceRow | None:
    """One invoice of the household by its number."""
    query = of_household(household_id).where(InvoiceRow.year == place[0], InvoiceRow.serial == place[1])
    return (await session.scalars(query)).one_or_none()


async def lock(session: AsyncSession, ids: Collection[str]) -> list[InvoiceRow]:
    """Invoices in the order of their ids, fresh; nobody else settles them until the transaction ends."""
    query = select(InvoiceRow).where(InvoiceRow.id.in_(sorted(ids))).order_by(InvoiceRow.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    return list(await session.scalars(locked))


async def lines(session: AsyncSession, invoice_id: str) -> Sequence[InvoiceLineRow]:
    """The lines of an invoice, in order."""
    query = select(InvoiceLineRow).where(InvoiceLineRow.invoice_id == invoice_id).order_by(InvoiceLineRow.position)
    return (await session.scalars(query)).all()


async def links(session: AsyncSession, ids: Collection[str]) -> tuple[dict[str, Place], dict[str, Place]]:
    """By invoice id: the last credit note on it, and the invoice that took in what was carried from it."""
    credits = await session.execute(
        select(InvoiceRow.credits_id, InvoiceRow.year, InvoiceRow.serial)
        .where(InvoiceRow.credits_id.in_(sorted(ids)))
        .order_by(InvoiceRow.year, InvoiceRow.serial)
    )
    carried = await session.execute(
        select(CarriedSumRow.from_id, InvoiceRow.year, InvoiceRow.serial)
        .join(InvoiceRow, InvoiceRow.id == CarriedSumRow.into_id)
        .where(CarriedSumRow.from_id.in_(sorted(ids)))
    )
    return _places(credits), _places(carried)


def _places(rows: Any) -> dict[str, Place]:
    return {identity: (year, serial) for identity, year, serial in rows}


async def places(session: AsyncSession, ids: Collection[str]) -> dict[str, Place]:
    """Year and serial of invoices by id."""
    query = select(InvoiceRow.id, InvoiceRow.year, InvoiceRow.serial).where(InvoiceRow.id.in_(sorted(ids)))
    return _places(await session.execute(query))


async def billable(
    session: AsyncSession, first: date, last: date, before: date, household_id: str | None
) -> Sequence[Any]:
    """Past bookings of a period that no invoice has, with their children's names and births."""
    query = (
        select(
            BookingRow.id, BookingRow.household_id, BookingRow.child_id, ChildRow.first_name, ChildRow.birth_date,
            BookingRow.service, BookingRow.day, BookingRow.state, BookingRow.price_cents, BookingRow.surcharge_cents,
        )
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(
            BookingRow.day.between(first, last),
            BookingRow.day < before,
            BookingRow.state.in_([state.value for state in _TOLD]),
            BookingRow.invoice_line_id.is_(None),
        )
    )  # fmt: skip
    if household_id is not None:
        query = query.where(BookingRow.household_id == household_id)
    return (await session.execute(query)).all()


async def waiting_sums(session: AsyncSession, households: Collection[str], *, lock: bool) -> Sequence[CarriedSumRow]:
    """The sums that wait for the next invoice of these households, in the order they were made."""
    query = (
        select(CarriedSumRow)
        .where(among(CarriedSumRow.__table__.c.household_id, "households"), SUM_WAITS)
        .order_by(CarriedSumRow.made_at, CarriedSumRow.id)
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(query, {"households": households})).all()


async def recipients(session: AsyncSession, households: Collection[str]) -> dict[str, str]:
    """To whom an invoice is addressed: the household's name, then its guardians, a name a line."""
    names = await session.execute(
        select(HouseholdRow.id, HouseholdRow.name).where(among(HouseholdRow.__table__.c.id, "households")),
        {"households": households},
    )
    found = {identity: [name] for identity, name in names}
    people = await session.scalars(
        select(PersonRow)
        .where(among(PersonRow.__table__.c.household_id, "households"))
        .order_by(PersonRow.position, PersonRow.id),
        {"households": households},
    )
    for person in people:
        found[person.household_id].append(f"{person.first_name} {person.last_name}")
    return {identity: "\n".join(names) for identity, names in found.items()}


async def next_serials(session: AsyncSession, year: int, count: int) -> range:
    """The next `count` numbers of the year. Others wait for them until the transaction ends: take them last."""
    made = upsert(session, InvoiceCounterRow).values(year=year, last=count)
    taken = made.on_conflict_do_update(
        index_elements=["year"], set_={"last": InvoiceCounterRow.last + count}
    ).returning(InvoiceCounterRow.last)
    last = int((await session.execute(taken)).scalar_one())
    return range(last - count + 1, last + 1)


async def link_bookings(session: AsyncSession, column: str, line_of: dict[str, str]) -> None:
    """Writes the line of each booking id into `invoice_line_id` or `credit_line_id`."""
    if not line_of:
        return
    table: Any = BookingRow.__table__
    statement = update(table).where(table.c.id == bindparam("key")).values({column: bindparam("line")})
    connection = await session.connection()
    await connection.execute(statement, [{"key": key, "line": line} for key, line in line_of.items()])


async def credit_sum(session: AsyncSession, household_id: str) -> int:
    """What the town owes the household and the next invoice will deduct, in cents."""
    query = select(func.coalesce(func.sum(-CarriedSumRow.cents), 0)).where(
        CarriedSumRow.household_id == household_id, SUM_WAITS, CarriedSumRow.cents < 0
    )
    return int(await session.scalar(query) or 0)


async def due_sum(session: AsyncSession, household_id: str) -> int:
    """All that the household still has to pay, in cents."""
    query = select(func.coalesce(func.sum(_LEFT), 0)).where(InvoiceRow.household_id == household_id, IS_DUE)
    return int(await session.scalar(query) or 0)
