"""The files of messages: uploaded first, sent with a message, given back to both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.context import SignedIn
from city.documents.contents import Upload, bytes_of, keep
from city.documents.names import clean_name
from city.documents.refusals import TooManyFiles
from city.errors import NotFound
from city.ids import new_id
from city.jobs import Job, Work
from city.messages.models import AttachmentRow, MessageRow
from city.messages.refusals import AttachmentSent, UnknownAttachment

MOST_UNSENT = 10
_KEPT_UNSENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class File:
    """A file to give back."""

    name: str
    kind: str
    data: bytes


async def upload(
    session: AsyncSession, me: SignedIn, app_id: str, sent: Upload, name: str, now: datetime
) -> AttachmentRow:
    """Keeps a file for a message to come; the same id again replaces it until it is sent.

    Raises TooManyFiles, AttachmentSent.
    """
    known = await _find(session, me.household_id, app_id)
    if known is not None and known.message_id is not None:
        if known.sha256 != sent.sha256:
            raise AttachmentSent()
        return known
    if known is not None:
        await session.delete(known)
        await session.flush()
    elif await _unsent_count(session, me.household_id) >= MOST_UNSENT:
        raise TooManyFiles({"max": MOST_UNSENT})
    return await add(session, me.household_id, app_id, sent, name, now)


async def add(
    session: AsyncSession, household_id: str, app_id: str | None, sent: Upload, name: str, now: datetime
) -> AttachmentRow:
    """Writes a file of a household's threads, not sent yet; without `app_id` (the city's own) it gets a new one."""
    identity = new_id("f")
    row = AttachmentRow(
        id=identity,
        household_id=household_id,
        app_id=app_id or identity,
        message_id=None,
        position=0,
        name=clean_name(name, sent.kind),
        kind=sent.kind,
        size=len(sent.data),
        sha256=sent.sha256,
        content_id=await keep(session, sent, now),
        added_at=now,
    )
    session.add(row)
    await session.flush()
    return row


async def remove(session: AsyncSession, me: SignedIn, app_id: str) -> None:
    """Takes a file away that was not sent; harmless when it is not there. Raises AttachmentSent."""
    known = await _find(session, me.household_id, app_id)
    if known is None:
        return
    if known.message_id is not None:
        raise AttachmentSent()
    await session.delete(known)
    await session.flush()


async def unsent(session: AsyncSession, household_id: str, ids: Sequence[str]) -> list[AttachmentRow]:
    """The files of those ids, in that order, locked until they are sent. Raises UnknownAttachment."""
    if not ids:
        return []
    query = select(AttachmentRow).where(
        AttachmentRow.household_id == household_id,
        AttachmentRow.app_id.in_(ids),
        AttachmentRow.message_id.is_(None),
    )
    found = {row.app_id: row for row in await session.scalars(query.order_by(AttachmentRow.id).with_for_update())}
    if missing := [identity for identity in ids if identity not in found]:
        raise UnknownAttachment({"ids": missing})
    return [found[identity] for identity in ids]


async def read(session: AsyncSession, me: SignedIn, app_id: str) -> File:
    """A file of the household's own. Raises NotFound."""
    return await _file(session, await _find(session, me.household_id, app_id))


async def read_any(session: AsyncSession, thread_id: str, attachment_id: str) -> File:
    """A file that was sent in a thread, by the city's own ids: for its agents only. Raises NotFound."""
    query = (
        select(AttachmentRow)
        .join(MessageRow, MessageRow.id == AttachmentRow.message_id)
        .where(AttachmentRow.id == attachment_id, MessageRow.thread_id == thread_id)
    )
    return await _file(session, await session.scalar(query))


async def _find(session: AsyncSession, household_id: str, app_id: str) -> AttachmentRow | None:
    query = select(AttachmentRow).where(AttachmentRow.household_id == household_id, AttachmentRow.app_id == app_id)
    return await session.scalar(query)


async def _file(session: AsyncSession, row: AttachmentRow | None) -> File:
    if row is None:
        raise NotFound()
    return File(row.name, row.kind, await bytes_of(session, row.content_id))


async def _unsent_count(session: AsyncSession, household_id: str) -> int:
    query = select(func.count()).select_from(AttachmentRow)
    mine = (AttachmentRow.household_id == household_id, AttachmentRow.message_id.is_(None))
    return await session.scalar(query.where(*mine)) or 0


async def _forget(work: Work) -> None:
    """What was uploaded and not sent; its bytes are swept by the documents' own job."""
    old = AttachmentRow.added_at < after(work.clock.now(), -_KEPT_UNSENT)
    async with work.database.transaction(write=True) as session:
        await session.execute(delete(AttachmentRow).where(AttachmentRow.message_id.is_(None), old))


MESSAGE_JOBS = (Job("unsent_attachments", 3600, _forget),)
"""For `city/schedule.py`."""
