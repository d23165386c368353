"""A list is kept as it came, shown as what it would do, and applied if it still does exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import anyio.to_thread
from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.repository import on_postgres
from city.errors import NotFound
from city.ids import new_id
from city.imports.applying import write
from city.imports.gathering import gathered
from city.imports.known import known_of
from city.imports.lines import Read
from city.imports.models import ListImportRow
from city.imports.plan import Plan, When
from city.imports.planning import plan_list
from city.imports.reading import read_list
from city.imports.refusals import AppliedAlready, ListChanged
from city.jobs import Job, Work
from city.procedures.years import school_year
from city.towns import Town

KEPT = timedelta(days=1)
_ALONE = text(f"SELECT pg_advisory_xact_lock({0x6C6973})")  # any number that nothing else in this database locks


@dataclass(frozen=True, slots=True)
class Looked:
    """A list being looked at; `moved`: the lines that no longer do what they did when it came."""

    row: ListImportRow
    read: Read
    plan: Plan
    moved: frozenset[int]


async def alone(session: AsyncSession) -> None:
    """One writer of lists and school years at a time, until the transaction ends. Take this lock before any other."""
    if on_postgres(session):
        await session.execute(_ALONE)


async def read_in_a_thread(content: str, town: Town, now: datetime) -> Read:
    """The lines of a list; ten thousand of them take a moment, in which others are served."""
    return await anyio.to_thread.run_sync(read_list, content, town, now.date())


async def plan_of(session: AsyncSession, town: Town, read: Read, year: int, now: datetime) -> Plan:
    """What a list would do; `now` is in the town's time."""
    today = now.date()
    found = await anyio.to_thread.run_sync(gathered, read.lines)
    known = await known_of(session, found, today)
    return await anyio.to_thread.run_sync(plan_list, found, known, town, When(year, school_year(today)))


async def keep(
    session: AsyncSession, town: Town, name: str, content: str, read: Read, year: int, now: datetime
) -> tuple[ListImportRow, Plan]:
    """Keeps a list that was read, to be looked at; writes nothing else."""
    plan = await plan_of(session, town, read, year, now)
    row = ListImportRow(
        id=new_id("l"), name=name, text=content, year=year, digests=plan.digests, made_at=now, applied_at=None
    )
    session.add(row)
    await session.flush()
    return row, plan


async def look(session: AsyncSession, town: Town, import_id: str, now: datetime) -> Looked:
    """A list as it would act now. Raises NotFound, AppliedAlready."""
    row = await opened(session, import_id)
    if row.applied_at is not None:
        raise AppliedAlready
    return await _looked(session, town, row, now)


async def opened(session: AsyncSession, import_id: str) -> ListImportRow:
    """A list, applied or not. Raises NotFound."""
    row = await session.get(ListImportRow, import_id)
    if row is None:
        raise NotFound
    return row


async def apply(
    session: AsyncSession, town: Town, import_id: str, shown: str, *, invites: bool, now: datetime
) -> tuple[ListImportRow, Plan, int]:
    """Writes a list; `shown` is the fingerprint of the plan that the agent saw. Answers how many were invited too.

    Raises NotFound, AppliedAlready, ListChanged.
    """
    await alone(session)
    query = select(ListImportRow).where(ListImportRow.id == import_id).with_for_update()
    row = (await session.scalars(query)).one_or_none()
    if row is None:
        raise NotFound
    if row.applied_at is not None:
        raise AppliedAlready
    plan = (await _looked(session, town, row, now)).plan
    if plan.fingerprint != shown:
        raise ListChanged
    invited = await write(session, plan, invites=invites, now=now)
    row.applied_at, row.text, row.digests = now, "", {}
    row.counts = plan.counts | {"invited": invited}
    await session.flush()
    return row, plan, invited


async def _looked(session: AsyncSession, town: Town, row: ListImportRow, now: datetime) -> Looked:
    read = await read_in_a_thread(row.text, town, now)
    plan = await plan_of(session, town, read, row.year, now)
    moved = frozenset(int(line) for line, digest in plan.digests.items() if row.digests.get(line) != digest)
    return Looked(row, read, plan, moved)


async def _forget(work: Work) -> None:
    """Lists are not kept: what was applied is in the tables, what was not was only looked at."""
    async with work.database.transaction(write=True) as session:
        await session.execute(delete(ListImportRow).where(ListImportRow.made_at < work.clock.now() - KEPT))


IMPORT_JOBS = (Job("lists", 3600, _forget),)
"""For `city/schedule.py`."""
