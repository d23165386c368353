"""The bookings a changed town file may alter, and writing their new prices."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import ATTENDED, LIVE, SEATED, BookingState
from city.changes.compare import Existing, Move, NewPrice, Placed, deltas
from city.households.models import ChildRow, HouseholdRow
from city.ids import new_id
from city.submissions.models import FollowUpRow

_OPEN = sorted(LIVE - ATTENDED)
_SEATED = (BookingState.BOOKED.value, BookingState.HELD.value)
REPRICED = "REPRICED"


async def existing_from(session: AsyncSession, first: date) -> list[Existing]:
    """Every live booking on or after `first` that is neither attended nor invoiced, in the order of days."""
    rows = await session.execute(
        select(BookingRow, ChildRow.school_id, ChildRow.age_group, HouseholdRow)
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .join(HouseholdRow, HouseholdRow.id == BookingRow.household_id)
        .where(BookingRow.day >= first, BookingRow.state.in_(_OPEN), BookingRow.invoice_line_id.is_(None))
        .order_by(BookingRow.day, BookingRow.service, BookingRow.id)
    )
    return [
        Existing(
            id=booking.id,
            submission_id=booking.submission_id,
            child_id=booking.child_id,
            school_id=school,
            age_group=age_group,
            service=booking.service,
            day=booking.day,
            price_cents=booking.price_cents,
            surcharge_cents=booking.surcharge_cents,
            quotient=household.quotient_on(booking.day),
            seated=booking.state in _SEATED,
        )
        for booking, school, age_group, household in rows
    ]


async def placed_from(session: AsyncSession, first: date) -> list[Placed]:
    """Every live booking on or after `first`, invoiced ones too: they all are counted."""
    rows = await session.execute(
        select(BookingRow, ChildRow.school_id, ChildRow.age_group)
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(BookingRow.day >= first, BookingRow.state.in_(sorted(LIVE)))
        .order_by(BookingRow.day, BookingRow.id)
    )
    return [
        Placed(
            id=booking.id,
            school_id=school,
            age_group=age_group,
            service=booking.service,
            day=booking.day,
            counters=booking.counters,
            seated=booking.state in SEATED,
            queue_number=booking.queue_number,
        )
        for booking, school, age_group in rows
    ]


async def move(session: AsyncSession, moves: list[Move]) -> None:
    """Counts bookings in their new counters: places taken and queue numbers go with them, nobody loses a rank."""
    last_number: dict[tuple[str, date], int] = {}
    for one in moves:
        await session.execute(update(BookingRow).where(BookingRow.id == one.booking.id).values(counters=one.counters))
        for counter in one.counters:
            key = (counter, one.booking.day)
            last_number[key] = max(last_number.get(key, 0), one.booking.queue_number or 0)
    changed = deltas(moves)
    for counter, day in sorted(last_number.keys() | changed.keys(), key=lambda key: (key[1], key[0])):
        row = await session.get(CounterDayRow, (day, counter), with_for_update=True)
        if row is None:
            row = CounterDayRow(day=day, counter=counter, taken=0, queued=0, capacity=None)
            session.add(row)
        row.taken += changed[counter, day]
        row.queued = max(row.queued, last_number.get((counter, day), 0))
    await session.flush()


async def taken_from(session: AsyncSession, first: date) -> dict[tuple[str, date], int]:
    """The places taken per (counter, day) from `first`, where the desk has set no capacity of its own."""
    rows = await session.execute(
        select(CounterDayRow.counter, CounterDayRow.day, CounterDayRow.taken).where(
            CounterDayRow.day >= first, CounterDayRow.capacity.is_(None), CounterDayRow.taken > 0
        )
    )
    return {(counter, day): taken for counter, day, taken in rows}


async def reprice(session: AsyncSession, prices: list[NewPrice], now: datetime) -> None:
    """Writes new prices, keeps the former ones, and tells it on the receipts."""
    for change in prices:
        booking = change.booking
        await session.execute(
            update(BookingRow)
            .where(BookingRow.id == booking.id)
            .values(price_cents=change.price_cents, former_price_cents=booking.price_cents, changed_at=now)
        )
    told = [
        {
            "id": new_id("f"),
            "submission_id": change.booking.submission_id,
            "at": now,
            "child_id": change.booking.child_id,
            "service": change.booking.service,
            "day": change.booking.day,
            "code": REPRICED,
            "params": {"from_cents": str(change.booking.price_cents), "to_cents": str(change.price_cents)},
        }
        for change in prices
        if change.booking.submission_id
    ]
    if told:
        await session.execute(insert(FollowUpRow), told)
