"""The SQL of procedures. What a family reads starts from its household: not its own is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, bindparam, case, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.among import among
from city.database import connection_of, read_rows
from city.ids import new_id
from city.once import once
from city.procedures.models import ProcedureCounterRow, ProcedureDocumentRow, ProcedureEventRow, ProcedureRow
from city.procedures.states import CURRENT, ProcedureState

PAGE = 20
_RECENT = 60
_COUNTER: Any = ProcedureCounterRow.__table__
_PROCEDURE: Any = ProcedureRow.__table__
_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_NEXT = {
    name: made(_COUNTER)
    .values(last=1)
    .on_conflict_do_update(index_elements=["year"], set_={"last": _COUNTER.c.last + 1})
    .returning(_COUNTER.c.last)
    for name, made in _INSERTS.items()
}


def of_household(household_id: str | BindParameter[str]) -> Select[ProcedureRow]:
    """The base statement."""
    return select(ProcedureRow).where(ProcedureRow.household_id == household_id)


_OWN = of_household(bindparam("household"))
_BY_STATE = _OWN.with_only_columns(ProcedureRow.state, func.count()).group_by(ProcedureRow.state)
_NEWEST = (
    _OWN.where(among(ProcedureRow.__table__.c.state, "states"))
    .order_by(ProcedureRow.changed_at.desc(), ProcedureRow.id.desc())
    .limit(bindparam("limit", type_=Integer()))
)
_CURRENT_FIRST = (
    _OWN.where(ProcedureRow.state.in_(sorted(CURRENT)))
    .order_by(
        case((ProcedureRow.state == ProcedureState.TO_COMPLETE.value, 0), else_=1),
        ProcedureRow.changed_at.desc(),
        ProcedureRow.id.desc(),
    )
    .limit(bindparam("limit", type_=Integer()))
)
_ABOUT_CHILDREN = (
    _OWN.where(
        ProcedureRow.state.in_(
            [ProcedureState.PENDING.value, ProcedureState.TO_COMPLETE.value, ProcedureState.REJECTED.value]
        ),
        ProcedureRow.child_id.is_not(None),
    )
    .order_by(ProcedureRow.changed_at.desc(), ProcedureRow.id)
    .limit(_RECENT)
)
_HOW_MANY_FILES = (
    select(ProcedureDocumentRow.procedure_id, ProcedureDocumentRow.field, func.count())
    .where(among(ProcedureDocumentRow.__table__.c.procedure_id, "procedures"))
    .group_by(ProcedureDocumentRow.procedure_id, ProcedureDocumentRow.field)
)


async def find(session: AsyncSession, household_id: str, app_id: str, *, lock: bool = False) -> ProcedureRow | None:
    """The household's procedure of that id; with `lock`, nobody else changes it until the transaction ends."""
    query = of_household(household_id).where(ProcedureRow.app_id == app_id)
    return await session.scalar(_locked(query) if lock else query)


async def find_any(session: AsyncSession, procedure_id: str, *, lock: bool = False) -> ProcedureRow | None:
    """A procedure of any household by the city's own id: for its agents only."""
    query = select(ProcedureRow).where(ProcedureRow.id == procedure_id)
    return await session.scalar(_locked(query) if lock else query)


def _locked(query: Select[ProcedureRow]) -> Select[ProcedureRow]:
    return query.with_for_update().execution_options(populate_existing=True)


async def begin(session: AsyncSession, values: dict[str, Any]) -> bool:
    """Writes a new procedure; False when the household has one of that id already, or meanwhile."""
    connection = await connection_of(session)
    statement = (
        _INSERTS[connection.dialect.name](_PROCEDURE)
        .values(values)
        .on_conflict_do_nothing(index_elements=["household_id", "app_id"])
        .returning(_PROCEDURE.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def next_serial(session: AsyncSession, year: int) -> int:
    """The next number of the year. Others wait for it until the transaction ends: take it last."""
    connection = await connection_of(session)
    return int((await connection.execute(_NEXT[connection.dialect.name], {"year": year})).scalar_one())


async def count_by_state(session: AsyncSession, household_id: str) -> dict[ProcedureState, int]:
    """How many of the household's are in each state."""
    return await once(session, ("procedures", household_id), lambda: _count_by_state(session, household_id))


async def _count_by_state(session: AsyncSession, household_id: str) -> dict[ProcedureState, int]:
    rows = await read_rows(session, _BY_STATE, {"household": household_id})
    return {ProcedureState(state): count for state, count in rows}


async def page(
    session: AsyncSession,
    household_id: str,
    *,
    states: Collection[ProcedureState],
    words: Sequence[str] = (),
    before: tuple[datetime, str] | None = None,
    limit: int = PAGE + 1,
) -> Sequence[Any]:
    """Up to one more than a page, last changed first; every one of `words` (plain text) is found in it."""
    query = _NEWEST
    for word in words:
        query = query.where(ProcedureRow.search.contains(word, autoescape=True))
    if before is not None:
        query = query.where(tuple_(ProcedureRow.changed_at, ProcedureRow.id) < before)
    return await read_rows(session, query, {"household": household_id, "states": states, "limit": limit})


async def first_current(session: AsyncSession, household_id: str, limit: int) -> Sequence[Any]:
    """What the city wants completed, then drafts, last changed first."""
    return await read_rows(session, _CURRENT_FIRST, {"household": household_id, "limit": limit})


async def sent_about_children(session: AsyncSession, household_id: str) -> Sequence[Any]:
    """The household's that wait, or were rejected, about a child, newest first; bounded, since years go by."""
    return await read_rows(session, _ABOUT_CHILDREN, {"household": household_id})


async def documents(session: AsyncSession, procedure_id: str) -> list[ProcedureDocumentRow]:
    """The files of a procedure, in the order they came."""
    found = await session.scalars(
        select(ProcedureDocumentRow)
        .where(ProcedureDocumentRow.procedure_id == procedure_id)
        .order_by(ProcedureDocumentRow.added_at, ProcedureDocumentRow.id)
    )
    return list(found)


async def document_counts(session: AsyncSession, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """By procedure, how many files each field has."""
    rows = await read_rows(session, _HOW_MANY_FILES, {"procedures": ids})
    found: dict[str, dict[str, int]] = {}
    for procedure_id, field, count in rows:
        found.setdefault(procedure_id, {})[field] = count
    return found


async def history(session: AsyncSession, procedure_id: str) -> list[ProcedureEventRow]:
    """What happened to it, in order."""
    found = await session.scalars(
        select(ProcedureEventRow)
        .where(ProcedureEventRow.procedure_id == procedure_id)
        .order_by(ProcedureEventRow.place)
    )
    return list(found)


async def note(session: AsyncSession, row: ProcedureRow, by: str, now: datetime, words: str | None = None) -> int:
    """Adds to its history that it is now in its state; answers the place. The procedure is locked by the caller."""
    place = await session.scalar(
        select(func.count()).select_from(ProcedureEventRow).where(ProcedureEventRow.procedure_id == row.id)
    )
    session.add(
        ProcedureEventRow(
            id=new_id("e"), procedure_id=row.id, place=place or 0, at=now, state=row.state, by=by, words=words
        )
    )
    await session.flush()
    return place or 0


async def delete_documents(session: AsyncSession, procedure_id: str, fields: Collection[str]) -> None:
    """Takes the files of those fields away; their bytes are swept later."""
    await session.execute(
        delete(ProcedureDocumentRow).where(
            ProcedureDocumentRow.procedure_id == procedure_id, ProcedureDocumentRow.field.in_(sorted(fields))
        )
    )


async def forget(session: AsyncSession, procedure_id: str) -> None:
    """Deletes a procedure with its files and history."""
    for kind in (ProcedureDocumentRow, ProcedureEventRow):
        await session.execute(delete(kind).where(kind.procedure_id == procedure_id))
    await session.execute(delete(ProcedureRow).where(ProcedureRow.id == procedure_id))


async def current_count(session: AsyncSession, household_id: str) -> int:
    """How many the household has in progress."""
    counts = await count_by_state(session, household_id)
    return sum(counts.get(state, 0) for state in CURRENT)
