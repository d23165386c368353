"""The demonstration's agents: one of each role, with the same invented password."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.passwords import hash_password
from city.agents.models import AgentRow
from city.agents.roles import Role
from city.ids import new_id
from city.seed import DESK_EMAIL, DESK_PASSWORD
from city.settings import Settings

_STAFF = (
    (DESK_EMAIL, "Nadia", "Lefèvre", Role.AGENT),
    ("hugo.bernard@exemple.fr", "Hugo", "Bernard", Role.REGISSEUR),
    ("claire.dumas@exemple.fr", "Claire", "Dumas", Role.ADMINISTRATOR),
)


async def employ(session: AsyncSession, settings: Settings, now: datetime, chance: Random) -> None:
    """Writes them."""
    password_hash = await hash_password(DESK_PASSWORD, settings.password_cost)
    session.add_all(
        AgentRow(
            id=new_id("g", chance),
            email=email,
            first_name=first_name,
            last_name=last_name,
            role=role.value,
            password_hash=password_hash,
            created_at=now,
            left_at=None,
        )
        for email, first_name, last_name, role in _STAFF
    )
    await session.flush()
