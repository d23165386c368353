"""The SQL of submissions. Everything read is of one household: not its own is not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.database import connection_of
from city.ids import new_id
from city.submissions.models import FollowUpRow, SubmissionCounterRow, SubmissionRow

PAGE = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier submission under the same key."""

    fingerprint: str
    body: bytes


_SUBMISSION: Any = SubmissionRow.__table__
_COUNTER: Any = SubmissionCounterRow.__table__
_CLAIM = {
    name: made(_SUBMISSION)
    .values({"total_cents": 0, "line_count": 0, "refused_count": 0, "search": "", "mail_due": True})
    .on_conflict_do_nothing(index_elements=["account_id", "idempotency_key"])
    .returning(_SUBMISSION.c.id)
    for name, made in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
_EARLIER = select(_SUBMISSION.c.fingerprint, _SUBMISSION.c.body).where(
    _SUBMISSION.c.account_id == bindparam("account_id"), _SUBMISSION.c.idempotency_key == bindparam("idempotency_key")
)
_NEXT = {
    name: made(_COUNTER)
    .values(year=bindparam("year"), last=1)
    .on_conflict_do_update(index_elements=["year"], set_={"last": _COUNTER.c.last + 1})
    .returning(_COUNTER.c.last)
    for name, made in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
_RECEIPT = ("year", "serial", "total_cents", "line_count", "refused_count", "body", "search")
_FINISH = (
    update(_SUBMISSION)
    .where(_SUBMISSION.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _RECEIPT})
)


async def claim(session: AsyncSession, me: SignedIn, key: str, fingerprint: str, now: datetime) -> str | Kept:
    """Takes the key for a new submission (its id), or gives back the earlier one.

    While another transaction decides on the same key this waits for its end.
    """
    row = {
        "id": new_id("r"),
        "account_id": me.account_id,
        "household_id": me.household_id,
        "idempotency_key": key,
        "fingerprint": fingerprint,
        "received_at": now,
        "by": me.display_name,
    }
    connection = await connection_of(session)
    made = (await connection.execute(_CLAIM[connection.dialect.name], row)).first()
    if made is not None:
        return str(made.id)
    earlier = (await connection.execute(_EARLIER, {"account_id": me.account_id, "idempotency_key": key})).one()
    return Kept(earlier.fingerprint, earlier.body or b"")


async def next_serial(session: AsyncSession, year: int) -> int:
    """The next number of the year. Others wait for it until the transaction ends: take it last."""
    connection = await connection_of(session)
    return int((await connection.execute(_NEXT[connection.dialect.name], {"year": year})).scalar_one())


async def finish(session: AsyncSession, identity: str, receipt: dict[str, Any]) -> None:
    """Completes a claimed submission with its number and receipt (every name of `_RECEIPT`)."""
    connection = await connection_of(session)
    await connection.execute(_FINISH, {"key": identity} | {f"new_{name}": receipt[name] for name in _RECEIPT})


async def page_of_receipts(
    session: AsyncSession, household_id: str, *, before: tuple[int, int] | None, words: list[str]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Up to one more than a page, newest first; every one of `words` (plain text) is found in it."""
    query = (
        select(
            SubmissionRow.year,
            SubmissionRow.serial,
            SubmissionRow.received_at,
            SubmissionRow.by,
            SubmissionRow.total_cents,
            SubmissionRow.line_count,
            SubmissionRow.refused_count,
        )
        .where(SubmissionRow.household_id == household_id)
        .order_by(SubmissionRow.year.desc(), SubmissionRow.serial.desc())
        .limit(PAGE + 1)
    )
    for word in words:
        query = query.where(SubmissionRow.search.contains(word, autoescape=True))
    if before is not None:
        query = query.where(tuple_(SubmissionRow.year, SubmissionRow.serial) < before)
    return (await session.execute(query)).all()


async def receipt_body(session: AsyncSession, household_id: str, year: int, serial: int) -> tuple[str, bytes] | None:
    """Id and body of a receipt of the household, or None."""
    found = await session.execute(
        select(SubmissionRow.id, SubmissionRow.body).where(
            SubmissionRow.household_id == household_id, SubmissionRow.year == year, SubmissionRow.serial == serial
        )
    )
    row = found.one_or_none()
    return (row.id, row.body) if row and row.body is not None else None


async def follow_ups(session: AsyncSession, submission_id: str) -> list[FollowUpRow]:
    """What followed, in the order it happened."""
    found = await session.scalars(
        select(FollowUpRow)
        .where(FollowUpRow.submission_id == submission_id)
        .order_by(FollowUpRow.at, FollowUpRow.day, FollowUpRow.id)
    )
    return list(found)
