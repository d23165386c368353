"""Keeping and finding bytes, in the transaction of what they belong to: both are written or neither is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.database import Base
from city.documents.examine import FileKind
from city.documents.models import ContentRow
from city.ids import new_id
from city.jobs import Job, Work

_SPARED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read whole and examined."""

    data: bytes
    kind: FileKind

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


async def keep(session: AsyncSession, upload: Upload, now: datetime) -> str:
    """Keeps the bytes; answers the id to refer to (a foreign key to `document_content.id`)."""
    identity = new_id("b")
    await session.execute(
        insert(ContentRow).values(
            id=identity,
            sha256=upload.sha256,
            kind=upload.kind,
            size=len(upload.data),
            kept_at=now,
            data=upload.data,
        )
    )
    return identity


async def bytes_of(session: AsyncSession, content_id: str) -> bytes:
    """The bytes; whoever asks has checked whose they are."""
    return (await session.execute(select(ContentRow.data).where(ContentRow.id == content_id))).scalar_one()


async def forget_unreferred(session: AsyncSession, now: datetime) -> int:
    """Deletes the bytes that nothing refers to any more, whatever room referred to them; answers how many."""
    nobody = [
        ~exists(select(1).where(key.parent == ContentRow.id))
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.references(ContentRow.__table__)  # type: ignore[arg-type]
    ]
    gone = await session.execute(delete(ContentRow).where(ContentRow.kept_at < now - _SPARED, *nobody))
    return int(gone.rowcount)  # type: ignore[attr-defined]


async def _sweep(work: Work) -> None:
    async with work.database.transaction(write=True) as session:
        await forget_unreferred(session, work.clock.now())


DOCUMENT_JOBS = (Job("documents", 3600, _sweep),)
"""For `city/schedule.py`."""
