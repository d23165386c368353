"""Sessions at the desk: kept by the server, ended after an hour unused or a working day, at once when revoked."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.agents.models import AgentRow, AgentSessionRow
from city.agents.roles import Role
from city.clock import after
from city.ids import new_id, new_token, token_hash

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=10)
_RENEW_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedInAgent:
    """Who is at the desk. `form_token` must come back with every form that this session is shown."""

    agent_id: str
    first_name: str
    name: str
    role: Role
    session_id: str
    last_used_at: datetime
    form_token: str = field(repr=False)

    def due_for_renewal(self, now: datetime) -> bool:
        """Whether the session's last use was noted long enough ago to note it again."""
        return now - self.last_used_at >= _RENEW_EVERY

    def sent(self, form_token: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(self.form_token.encode(), form_token.encode())


async def open_session(session: AsyncSession, agent_id: str, now: datetime) -> str:
    """Signs a browser in; answers its token, shown this once and never stored."""
    token = new_token()
    session.add(
        AgentSessionRow(
            id=new_id("s"),
            agent_id=agent_id,
            token_hash=token_hash(token),
            created_at=now,
            last_used_at=now,
            ends_at=after(now, LONGEST),
        )
    )
    await session.flush()
    return token


async def recognise(session: AsyncSession, token: str, now: datetime) -> SignedInAgent | None:
    """Who holds `token`; None when it is unknown, revoked, unused for too long or too old, or the agent has left."""
    found = await session.execute(
        select(AgentSessionRow, AgentRow)
        .join(AgentRow, AgentRow.id == AgentSessionRow.agent_id)
        .where(
            AgentSessionRow.token_hash == token_hash(token),
            AgentSessionRow.ends_at > now,
            AgentSessionRow.last_used_at > after(now, -IDLE),
            AgentRow.left_at.is_(None),
        )
    )
    row = found.one_or_none()
    if row is None:
        return None
    opened, agent = row
    form_token = hashlib.sha256(f"form {token}".encode()).hexdigest()
    return SignedInAgent(
        agent.id, agent.first_name, agent.name, Role(agent.role), opened.id, opened.last_used_at, form_token
    )


async def renew(session: AsyncSession, session_id: str, now: datetime) -> None:
    """Notes the use of a session."""
    await session.execute(update(AgentSessionRow).where(AgentSessionRow.id == session_id).values(last_used_at=now))


async def revoke(session: AsyncSession, session_id: str) -> None:
    """Ends one session."""
    await session.execute(delete(AgentSessionRow).where(AgentSessionRow.id == session_id))


async def revoke_all(session: AsyncSession, agent_id: str) -> None:
    """Ends every session of an agent: a new password, another role, or they have left."""
    await session.execute(delete(AgentSessionRow).where(AgentSessionRow.agent_id == agent_id))


async def forget_ended(session: AsyncSession, now: datetime) -> None:
    """Deletes sessions that can no longer be used."""
    await session.execute(
        delete(AgentSessionRow).where(
            or_(AgentSessionRow.ends_at <= now, AgentSessionRow.last_used_at <= after(now, -IDLE))
        )
    )
