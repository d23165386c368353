"""Agents as stored: by e-mail, by id, by link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.repository import fold
from city.agents.models import AgentLinkRow, AgentRow
from city.agents.roles import Role
from city.ids import new_token, token_hash


async def by_email(session: AsyncSession, email: str) -> AgentRow | None:
    """The agent of `email`, whatever its case, who has not left."""
    return (
        await session.scalars(select(AgentRow).where(AgentRow.email == fold(email), AgentRow.left_at.is_(None)))
    ).one_or_none()


async def is_known(session: AsyncSession, email: str) -> bool:
    """Whether an agent has or had this address."""
    return bool(await session.scalar(select(exists().where(AgentRow.email == fold(email)))))


async def all_agents(session: AsyncSession) -> list[AgentRow]:
    """Everybody, those who left last."""
    query = select(AgentRow).order_by(AgentRow.left_at.is_not(None), AgentRow.last_name, AgentRow.id)
    return list((await session.scalars(query)).all())


async def locked(session: AsyncSession, agent_id: str) -> AgentRow | None:
    """One agent, whom nobody else changes until the transaction ends."""
    return (await session.scalars(select(AgentRow).where(AgentRow.id == agent_id).with_for_update())).one_or_none()


async def administrators(session: AsyncSession) -> int:
    """How many administrators the town has; until the transaction ends nobody else changes one."""
    active = (AgentRow.role == Role.ADMINISTRATOR.value, AgentRow.left_at.is_(None))
    await session.execute(select(AgentRow.id).where(*active).order_by(AgentRow.id).with_for_update())
    return await session.scalar(select(func.count()).select_from(AgentRow).where(*active)) or 0


async def make_link(session: AsyncSession, agent_id: str, now: datetime, expires_at: datetime) -> str:
    """A new single-use link's token; earlier unused links of the agent no longer serve."""
    await session.execute(delete(AgentLinkRow).where(AgentLinkRow.agent_id == agent_id, AgentLinkRow.used_at.is_(None)))
    token = new_token()
    session.add(
        AgentLinkRow(
            token_hash=token_hash(token), agent_id=agent_id, created_at=now, expires_at=expires_at, used_at=None
        )
    )
    await session.flush()
    return token


async def by_link(session: AsyncSession, token: str, now: datetime) -> AgentRow | None:
    """The agent a link still good was made for."""
    query = select(AgentRow).join(AgentLinkRow, AgentLinkRow.agent_id == AgentRow.id).where(*_good(token, now))
    return (await session.scalars(query.where(AgentRow.left_at.is_(None)))).one_or_none()


async def use_link(session: AsyncSession, token: str, now: datetime) -> bool:
    """Spends a link. False when it is unknown, spent or too old: of two at once, one gets True."""
    used = await session.execute(
        update(AgentLinkRow)
        .where(*_good(token, now))
        .values(used_at=now)
        .returning(AgentLinkRow.token_hash)
        .execution_options(synchronize_session=False)
    )
    return used.first() is not None


def _good(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        AgentLinkRow.token_hash == token_hash(token),
        AgentLinkRow.used_at.is_(None),
        AgentLinkRow.expires_at > now,
    )
