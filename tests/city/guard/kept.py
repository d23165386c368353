"""What a database holds, row by row, so that two moments can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from city.database import Base, Database

Rows = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """Rows by table and key: what was there is changed or gone, or something is new."""

    changed: Rows
    added: Rows

    @property
    def nothing(self) -> bool:
        """Whether every row is as it was, and there is no new one."""
        return not self.changed and not self.added


async def everything_in(database: Database) -> Rows:
    """Every row of every table."""
    rows: Rows = {}
    async with database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            keys = list(table.primary_key.columns)
            for row in (await session.execute(select(table))).mappings():
                rows[table.name, repr([row[key.name] for key in keys])] = repr(dict(row))
    return rows


def mentioning(rows: Rows, words: Iterable[str]) -> Rows:
    """Those in which one of the words stands."""
    looked_for = tuple(words)
    return {key: row for key, row in rows.items() if any(word in row for word in looked_for)}


def difference(before: Rows, after: Rows) -> Difference:
    """What happened between the two."""
    return Difference(
        {key: f"{row} -> {after.get(key)}" for key, row in before.items() if after.get(key) != row},
        {key: row for key, row in after.items() if key not in before},
    )
