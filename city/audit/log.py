"""Writing the audit: `record`, in the transaction of the act itself, is the only way in. Nothing changes a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.audit.acts import Act
from city.audit.models import AuditRow

_COUNT = "city_audit_rows"
_SECRETS = ("password", "token", "secret", "hash")


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: an agent, or nobody in particular (`agent_id` None) under the name of what acts."""

    agent_id: str | None
    name: str


THE_COMMAND = Author(None, "portail-ville")
"""Whoever types commands on the city's own machine."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an act is about: its kind (`procedure`, `booking` …), its id, and a few words to recognise it by."""

    kind: str
    id: str
    label: str = ""


async def record(
    session: AsyncSession,
    author: Author,
    act: Act,
    target: Target,
    *,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Notes an act; it stays if and only if the transaction is committed. ValueError for a secret among the data."""
    for data in (before or {}, after or {}):
        if any(word in name.lower() for name in data for word in _SECRETS):
            raise ValueError("a secret has no place in the audit")
    session.info[_COUNT] = recorded(session) + 1
    session.add(
        AuditRow(
            at=now,
            agent_id=author.agent_id,
            by=author.name,
            act=act.value,
            kind=target.kind,
            target=target.id,
            label=target.label,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
        )
    )
    await session.flush()


def recorded(session: AsyncSession) -> int:
    """How many acts were noted in the session's transaction."""
    found: int = session.info.get(_COUNT, 0)
    return found
