"""Looking after the agents: add one, change a role, give a new link, say that one has left."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from city.agents import repository, service
from city.agents.models import AgentRow
from city.agents.roles import Right, Role
from city.agents.service import NewAgent
from city.agents.sessions import SignedInAgent
from city.context import TheTown, Transaction
from city.desk.acting import Acting, BadForm, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK, WELCOME

router = APIRouter(prefix="/agents")

Administrator = Annotated[SignedInAgent, agent_with(Right.AGENTS)]
Administering = Annotated[Acting, acting_with(Right.AGENTS)]
_PAGE = f"{DESK}/agents"


@router.get("")
async def show_agents(request: Request, _agent: Administrator, session: Transaction, town: TheTown) -> Response:
    """Everybody who works or worked at the desk."""
    agents = await repository.all_agents(session)
    return page(request, "staff/agents.html", agents=agents, roles=list(Role), zone=town.time_zone)


@router.post("")
async def add(request: Request, acting: Administering) -> Response:
    """Adds an agent and shows the link of their first password, this once."""
    email = acting.form.text("email", longest=254)
    if "@" not in email or any(sign.isspace() for sign in email):
        raise BadForm({"field": "email"})
    new = NewAgent(
        email,
        acting.form.text("prenom", longest=80),
        acting.form.text("nom", longest=80),
        acting.form.word("role", Role),
    )
    agent, token = await service.add(acting.session, new, acting.author, acting.now)
    return _link(request, agent, token)


@router.post("/{agent_id}/lien")
async def give_link(request: Request, agent_id: str, acting: Administering) -> Response:
    """Shows a new link to choose a password, this once."""
    agent, token = await service.give_link(acting.session, agent_id, acting.author, acting.now)
    return _link(request, agent, token)


@router.post("/{agent_id}/role")
async def change_role(agent_id: str, acting: Administering) -> Response:
    """Another role."""
    await service.change_role(acting.session, agent_id, acting.form.word("role", Role), acting.author, acting.now)
    return done(_PAGE, "role")


@router.post("/{agent_id}/depart")
async def dismiss(agent_id: str, acting: Administering) -> Response:
    """The agent no longer works here."""
    await service.dismiss(acting.session, agent_id, acting.author, acting.now)
    return done(_PAGE, "retire")


def _link(request: Request, agent: AgentRow, token: str) -> Response:
    address = f"{request.url.scheme}://{request.url.netloc}{WELCOME}/{token}"
    return page(request, "staff/agent_link.html", agent=agent, address=address)
