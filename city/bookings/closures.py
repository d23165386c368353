"""The desk's closures as decisions read them, and the lock between who books with them and who changes them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.judging import Closure
from city.bookings.models import ClosureRow
from city.bookings.repository import on_postgres
from city.database import connection_of, read_rows

_CLOSURE = ClosureRow.__table__.c
_CLOSURES = select(_CLOSURE.first_day, _CLOSURE.last_day, _CLOSURE.service, _CLOSURE.school_id, _CLOSURE.reason).where(
    _CLOSURE.last_day >= bindparam("first"), _CLOSURE.first_day <= bindparam("last")
)

_CLOSURES_LOCK = 0x666572  # any number that nothing else in this database locks
_KEEP_CLOSURES = text(f"SELECT pg_advisory_xact_lock_shared({_CLOSURES_LOCK})")
_CHANGE_CLOSURES = text(f"SELECT pg_advisory_xact_lock({_CLOSURES_LOCK})")


async def keep_closures(session: AsyncSession) -> None:
    """Nobody closes or opens days until the transaction ends: to be asked before closures are read to book for good.

    Take this lock before those of children. On SQLite there is one writer at a time anyway.
    """
    if on_postgres(session):
        await (await connection_of(session)).execute(_KEEP_CLOSURES)


async def change_closures(session: AsyncSession) -> None:
    """Waits for everybody who books with the closures as they are; until the transaction ends nobody else begins to.

    Take this lock before any other.
    """
    if on_postgres(session):
        await (await connection_of(session)).execute(_CHANGE_CLOSURES)


async def load_closures(session: AsyncSession, first: date, last: date) -> list[Closure]:
    """The desk's closures that touch a period, days included."""
    return [Closure(*row) for row in await read_rows(session, _CLOSURES, {"first": first, "last": last})]
