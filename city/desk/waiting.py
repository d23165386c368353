"""What waits for somebody at the desk, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.agents.roles import Role


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and the page where it is dealt with."""

    count: int
    label: str
    path: str


async def what_waits(session: AsyncSession, role: Role, now: datetime) -> list[Tile]:
    """The tiles that a role may open, in the order of the menu."""
    return []
