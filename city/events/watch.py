"""Watching the changes: one look a second per process, only while somebody listens, for all who listen.

A change takes its number before its transaction ends, so that a lower number may appear after a higher one. Numbers
that are missing are looked for again for a while; below `Watch.settled` nothing appears any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.events.changes import Topic
from city.events.models import ChangeRow

EVERYTHING = frozenset(Topic)
_LOOKS = 60
"""How often a missing number is looked for: with one look a second, longer than any transaction lasts."""
_BACK = 200
"""How far back missing numbers are looked for at the start."""
_AT_ONCE = 2_000

Change = Row[int, str, str | None, str]
"""Number, household, account (None = all of the household), topics."""

_COLUMNS = (ChangeRow.seq, ChangeRow.household_id, ChangeRow.account_id, ChangeRow.topics)


@dataclass
class Watch:
    """What a process has seen: the last number, and those that are missing before it with the looks they have left."""

    last: int = 0
    missing: dict[int, int] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        """Everything up to this number has been seen."""
        return min(self.missing, default=self.last + 1) - 1

    async def begin(self, session: AsyncSession) -> None:
        """Starts at the newest change: earlier ones are only those whose transactions still run."""
        recent = select(ChangeRow.seq).order_by(ChangeRow.seq.desc()).limit(_BACK)
        seen = set((await session.scalars(recent)).all())
        self.last = max(seen, default=0)
        self.missing = {number: _LOOKS for number in range(min(seen, default=1), self.last) if number not in seen}

    async def look(self, session: AsyncSession) -> list[Change]:
        """What appeared since the last look, in the order of numbers."""
        new = ChangeRow.seq > self.last
        which = or_(new, ChangeRow.seq.in_(sorted(self.missing))) if self.missing else new
        found = (await session.execute(select(*_COLUMNS).where(which).order_by(ChangeRow.seq).limit(_AT_ONCE))).all()
        self._note({row.seq for row in found})
        return list(found)

    def _note(self, seen: set[int]) -> None:
        last = max(seen | {self.last})
        gone = {number for number in range(self.last + 1, last) if number not in seen}
        waited = {number: looks - 1 for number, looks in self.missing.items() if number not in seen and looks > 1}
        self.missing = waited | dict.fromkeys(gone, _LOOKS)
        self.last = last


async def since(session: AsyncSession, household_id: str, account_id: str, last_id: int) -> frozenset[Topic]:
    """The topics of an account's changes after `last_id`; every topic when that is too old to know, or unknown."""
    oldest, newest = (await session.execute(select(func.min(ChangeRow.seq), func.max(ChangeRow.seq)))).one()
    first, last = (oldest - 1, newest) if oldest is not None else (0, 0)
    if not first <= last_id <= last:
        return EVERYTHING
    rows = await session.scalars(
        select(ChangeRow.topics)
        .distinct()
        .where(
            ChangeRow.household_id == household_id,
            or_(ChangeRow.account_id.is_(None), ChangeRow.account_id == account_id),
            ChangeRow.seq > last_id,
        )
    )
    return topics_of(rows)


def topics_of(said: Iterable[str]) -> frozenset[Topic]:
    """The topics that rows of words name."""
    return frozenset(Topic(word) for words in said for word in words.split())
