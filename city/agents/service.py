"""Signing in at the desk, and looking after the agents.

Hashing takes tens of milliseconds, so it is done between transactions, never inside one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts import delays
from city.accounts.delays import Counter
from city.accounts.passwords import hash_password, verify_password, weakness
from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.accounts.repository import fold
from city.agents import repository, sessions
from city.agents.models import AgentRow
from city.agents.refusals import AgentKnown, LastAdministrator
from city.agents.roles import Role
from city.audit.acts import Act
from city.audit.log import Author, Target, record
from city.clock import after
from city.database import Database
from city.errors import NotFound
from city.ids import new_id
from city.settings import Settings

LINK_LIFETIME = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class NewAgent:
    """Who is to work at the desk."""

    email: str
    first_name: str
    last_name: str
    role: Role


async def sign_in(
    database: Database, settings: Settings, *, email: str, password: str, address: str, now: datetime
) -> str:
    """Opens a session and answers its token. Same answer, same work and same time whether the agent exists or not.

    Raises InvalidCredentials, SlowDown.
    """
    counter, place = Counter.account(f"guichet {fold(email)}", None), Counter.address(f"guichet {address}")
    async with database.transaction(write=True) as session:
        wait = await delays.count_attempt(session, (counter, place), now)
        if wait:
            raise SlowDown(wait)
        agent = await repository.by_email(session, email)
    stored = agent.password_hash if agent else None
    if not await verify_password(stored, password, settings.password_cost) or agent is None:
        raise InvalidCredentials
    async with database.transaction(write=True) as session:
        await delays.forgive(session, counter, place)
        token = await sessions.open_session(session, agent.id, now)
        await record(session, author_of(agent), Act.SIGNED_IN, target_of(agent), now=now)
    return token


async def add(session: AsyncSession, new: NewAgent, author: Author, now: datetime) -> tuple[AgentRow, str]:
    """A new agent and the token of the link to a first password. Raises AgentKnown."""
    if await repository.is_known(session, new.email):
        raise AgentKnown
    agent = AgentRow(
        id=new_id("g"),
        email=fold(new.email),
        first_name=new.first_name.strip(),
        last_name=new.last_name.strip(),
        role=new.role.value,
        password_hash=None,
        created_at=now,
        left_at=None,
    )
    session.add(agent)
    await session.flush()
    token = await repository.make_link(session, agent.id, now, after(now, LINK_LIFETIME))
    data = {"email": agent.email, "name": agent.name, "role": agent.role}
    await record(session, author, Act.AGENT_ADDED, target_of(agent), after=data, now=now)
    return agent, token


async def give_link(session: AsyncSession, agent_id: str, author: Author, now: datetime) -> tuple[AgentRow, str]:
    """A new link to choose a password; the old password serves until then. Raises NotFound."""
    agent = await _active(session, agent_id)
    token = await repository.make_link(session, agent.id, now, after(now, LINK_LIFETIME))
    await record(session, author, Act.AGENT_LINKED, target_of(agent), now=now)
    return agent, token


async def change_role(session: AsyncSession, agent_id: str, role: Role, author: Author, now: datetime) -> AgentRow:
    """Another role, from the next sign-in on. Raises NotFound, LastAdministrator."""
    administrators = await repository.administrators(session)
    agent = await _active(session, agent_id)
    before = agent.role
    if before == Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR and administrators < 2:
        raise LastAdministrator
    agent.role = role.value
    await sessions.revoke_all(session, agent.id)
    changed = {"before": {"role": before}, "after": {"role": role.value}}
    await record(session, author, Act.ROLE_CHANGED, target_of(agent), **changed, now=now)
    return agent


async def dismiss(session: AsyncSession, agent_id: str, author: Author, now: datetime) -> AgentRow:
    """The agent no longer works here: sessions end, the name stays in the audit. Raises NotFound, LastAdministrator."""
    administrators = await repository.administrators(session)
    agent = await _active(session, agent_id)
    if agent.role == Role.ADMINISTRATOR and administrators < 2:
        raise LastAdministrator
    agent.left_at, agent.password_hash = now, None
    await sessions.revoke_all(session, agent.id)
    await record(session, author, Act.AGENT_LEFT, target_of(agent), now=now)
    return agent


async def invited(database: Database, token: str, now: datetime) -> AgentRow:
    """Who a link is for. Raises LinkExpired."""
    async with database.transaction() as session:
        agent = await repository.by_link(session, token, now)
    if agent is None:
        raise LinkExpired
    return agent


async def choose_password(database: Database, settings: Settings, *, token: str, password: str, now: datetime) -> None:
    """Sets a password by link; every session of the agent ends. Raises LinkExpired, WeakPassword."""
    agent = await invited(database, token, now)
    reason = weakness(password, agent.email, agent.email.partition("@")[0], agent.first_name, agent.last_name)
    if reason:
        raise WeakPassword({"reason": reason})
    password_hash = await hash_password(password, settings.password_cost)
    async with database.transaction(write=True) as session:
        if not await repository.use_link(session, token, now):
            raise LinkExpired
        mine = await _active(session, agent.id)
        mine.password_hash = password_hash
        await sessions.revoke_all(session, agent.id)
        await delays.forget(session, Counter.account(f"guichet {agent.email}", None))
        await record(session, author_of(agent), Act.PASSWORD_CHOSEN, target_of(agent), now=now)


def author_of(agent: AgentRow) -> Author:
    """The agent as the author of an act."""
    return Author(agent.id, agent.name)


def target_of(agent: AgentRow) -> Target:
    """The agent as what an act is about."""
    return Target("agent", agent.id, agent.name)


async def _active(session: AsyncSession, agent_id: str) -> AgentRow:
    agent = await repository.locked(session, agent_id)
    if agent is None or agent.left_at is not None:
        raise NotFound
    return agent
