"""The audit as read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.audit.models import AuditRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: words in names, acts of an agent, acts of a kind, those up to a day; empty = everything."""

    words: str = ""
    act: str = ""
    until: date | None = None
    before: int | None = None


async def read(session: AsyncSession, wanted: Wanted, zone: ZoneInfo) -> list[AuditRow]:
    """Acts, newest first, one more than `PAGE` when there are more; `wanted.before` is the last id already seen."""
    return list((await session.scalars(_query(wanted, zone).limit(PAGE + 1))).all())


async def about(session: AsyncSession, kind: str, target: str) -> list[AuditRow]:
    """Every act on one thing, newest first."""
    query = select(AuditRow).where(AuditRow.kind == kind, AuditRow.target == target).order_by(AuditRow.id.desc())
    return list((await session.scalars(query)).all())


def _query(wanted: Wanted, zone: ZoneInfo) -> Select[AuditRow]:
    query = select(AuditRow).order_by(AuditRow.id.desc())
    if wanted.words:
        words = wanted.words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        query = query.where(
            or_(AuditRow.by.ilike(f"%{words}%", escape="\\"), AuditRow.label.ilike(f"%{words}%", escape="\\"))
        )
    if wanted.act:
        query = query.where(AuditRow.act == wanted.act)
    if wanted.until:
        end: datetime = datetime.combine(wanted.until + timedelta(days=1), time(), zone)
        query = query.where(AuditRow.at < end)
    if wanted.before is not None:
        query = query.where(AuditRow.id < wanted.before)
    return query
