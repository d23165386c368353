"""The SQL of threads. What a family reads starts from its household: not its own is not found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import connection_of, read_rows
from city.messages.models import AttachmentRow, MessageRow, ThreadReadingRow, ThreadRow

PAGE = 20
_THREAD: Any = ThreadRow.__table__
_READING: Any = ThreadReadingRow.__table__
_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def of_household(household_id: str | BindParameter[str]) -> Select[ThreadRow]:
    """The base statement."""
    return select(ThreadRow).where(ThreadRow.household_id == household_id)


_NEWEST = (
    of_household(bindparam("household"))
    .order_by(ThreadRow.last_at.desc(), ThreadRow.id.desc())
    .limit(bindparam("limit", type_=Integer()))
)
_SEEN = func.coalesce(ThreadReadingRow.place, -1)
_UNREAD = (
    select(ThreadRow.id, func.count())
    .outerjoin(
        ThreadReadingRow,
        and_(ThreadReadingRow.thread_id == ThreadRow.id, ThreadReadingRow.account_id == bindparam("account")),
    )
    .join(MessageRow, MessageRow.thread_id == ThreadRow.id)
    .where(
        ThreadRow.household_id == bindparam("household"),
        ThreadRow.city_place > _SEEN,
        MessageRow.account_id.is_(None),
        MessageRow.place > _SEEN,
    )
    .group_by(ThreadRow.id)
)


async def find(session: AsyncSession, household_id: str, app_id: str, *, lock: bool = False) -> ThreadRow | None:
    """The household's thread of that id; with `lock`, nobody else writes in it until the transaction ends."""
    query = of_household(household_id).where(ThreadRow.app_id == app_id)
    return await session.scalar(_locked(query) if lock else query)


async def find_any(session: AsyncSession, thread_id: str, *, lock: bool = False) -> ThreadRow | None:
    """A thread of any household by the city's own id: for its agents only."""
    query = select(ThreadRow).where(ThreadRow.id == thread_id)
    return await session.scalar(_locked(query) if lock else query)


def _locked(query: Select[ThreadRow]) -> Select[ThreadRow]:
    return query.with_for_update().execution_options(populate_existing=True)


async def begin(session: AsyncSession, values: dict[str, Any]) -> None:
    """Writes a new thread, unless the household has one of that id already, or meanwhile."""
    connection = await connection_of(session)
    statement = _INSERTS[connection.dialect.name](_THREAD).values(values)
    await connection.execute(statement.on_conflict_do_nothing(index_elements=["household_id", "app_id"]))


def holding(word: str) -> ColumnElement[bool]:
    """Whether a word (plain text) is in a thread's subject or office, or in one of its messages."""
    said = exists().where(MessageRow.thread_id == ThreadRow.id, MessageRow.search.contains(word, autoescape=True))
    return or_(ThreadRow.search.contains(word, autoescape=True), said)


async def page(
    session: AsyncSession,
    household_id: str,
    *,
    words: Sequence[str] = (),
    before: tuple[datetime, str] | None = None,
    limit: int = PAGE + 1,
) -> Sequence[Any]:
    """Up to one more than a page, last written first; every one of `words` (plain text) is found in it."""
    query = _NEWEST.where(*map(holding, words)) if words else _NEWEST
    if before is not None:
        query = query.where(tuple_(ThreadRow.last_at, ThreadRow.id) < before)
    return await read_rows(session, query, {"household": household_id, "limit": limit})


async def unread(session: AsyncSession, household_id: str, account_id: str) -> dict[str, int]:
    """By thread, how many of the city's messages the account has not read; threads that have none are left out."""
    return dict(await read_rows(session, _UNREAD, {"household": household_id, "account": account_id}))


async def message(session: AsyncSession, thread_id: str, app_id: str) -> MessageRow | None:
    """The message of that id in a thread."""
    return await session.scalar(
        select(MessageRow).where(MessageRow.thread_id == thread_id, MessageRow.app_id == app_id)
    )


async def messages(
    session: AsyncSession, thread_id: str, *, before: int | None = None, limit: int = PAGE + 1
) -> list[MessageRow]:
    """Up to one more than a page of a thread, newest first; `before` is a place."""
    query = select(MessageRow).where(MessageRow.thread_id == thread_id)
    if before is not None:
        query = query.where(MessageRow.place < before)
    return list(await session.scalars(query.order_by(MessageRow.place.desc()).limit(limit)))


async def attachments(session: AsyncSession, message_ids: Collection[str]) -> dict[str, list[AttachmentRow]]:
    """The files of messages, by message, in their order."""
    found: dict[str, list[AttachmentRow]] = {}
    if message_ids:
        query = select(AttachmentRow).where(AttachmentRow.message_id.in_(sorted(message_ids)))
        for row in await session.scalars(query.order_by(AttachmentRow.position)):
            found.setdefault(row.message_id or "", []).append(row)
    return found


async def written_since(session: AsyncSession, household_id: str, since: datetime) -> tuple[int, datetime | None]:
    """How many messages a household has written since an instant, and when the first of them."""
    row = await session.execute(
        select(func.count(), func.min(MessageRow.at))
        .join(ThreadRow, ThreadRow.id == MessageRow.thread_id)
        .where(ThreadRow.household_id == household_id, MessageRow.account_id.is_not(None), MessageRow.at > since)
    )
    count, first = row.one()
    return count, first


async def mark_read(session: AsyncSession, thread: ThreadRow, account_id: str, now: datetime) -> bool:
    """Notes that an account has read all of a thread; False when it had already."""
    connection = await connection_of(session)
    statement = _INSERTS[connection.dialect.name](_READING).values(
        thread_id=thread.id, account_id=account_id, place=thread.last_place, at=now
    )
    moved = await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["thread_id", "account_id"],
            set_={"place": statement.excluded.place, "at": statement.excluded.at},
            where=_READING.c.place < statement.excluded.place,
        ).returning(_READING.c.place)
    )
    return moved.first() is not None


async def mark_seen(
    session: AsyncSession, thread_id: str, now: datetime, *, by_city: bool, up_to: int | None = None
) -> int:
    """Notes on the messages of the other side (up to a place) that they were read now, unless they were.

    Answers how many.
    """
    shown = MessageRow.place <= up_to if up_to is not None else true()
    others = MessageRow.account_id.is_not(None) if by_city else MessageRow.account_id.is_(None)
    changed = await session.execute(
        update(MessageRow)
        .where(MessageRow.thread_id == thread_id, MessageRow.read_at.is_(None), others, shown)
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]
