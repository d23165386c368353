"""`portail-ville agent add` and `agent link`: the way in of the first administrator."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.agents import repository, service
from city.agents.refusals import AgentKnown
from city.agents.roles import Role
from city.agents.service import NewAgent
from city.audit.log import THE_COMMAND
from city.failures import CommandFailure
from city.place import clock_of, database_of, migrated, town_in_use, town_of
from city.text import _


def add_agent(chosen: Namespace) -> str:
    """Adds an agent; answers what to say, with the link to a first password."""

    async def add(session: AsyncSession, now: datetime) -> str:
        new = NewAgent(chosen.email, chosen.first_name, chosen.last_name, Role(chosen.role))
        try:
            return (await service.add(session, new, THE_COMMAND, now))[1]
        except AgentKnown as error:
            raise CommandFailure(
                _("{email} est déjà un agent : donnez-lui un lien avec « agent link ».").format(email=chosen.email)
            ) from error

    return _told(chosen, asyncio.run(_in_one_transaction(chosen, add)))


def link_agent(chosen: Namespace) -> str:
    """A new link to choose a password; answers what to say."""

    async def link(session: AsyncSession, now: datetime) -> str:
        agent = await repository.by_email(session, chosen.email)
        if agent is None:
            raise CommandFailure(_("Aucun agent n'a l'adresse {email}.").format(email=chosen.email))
        return (await service.give_link(session, agent.id, THE_COMMAND, now))[1]

    return _told(chosen, asyncio.run(_in_one_transaction(chosen, link)))


async def _in_one_transaction(chosen: Namespace, act: Callable[[AsyncSession, datetime], Awaitable[str]]) -> str:
    town = town_of(town_in_use(chosen))
    database = database_of(chosen)
    try:
        await migrated(database)
        async with database.transaction(write=True) as session:
            return await act(session, clock_of(chosen, town).now())
    finally:
        await database.close()


def _told(chosen: Namespace, token: str) -> str:
    link = f"{chosen.desk_url.rstrip('/')}/bienvenue/{token}"
    return _("Lien pour choisir un mot de passe (une seule fois, pendant deux jours) :") + f"\n{link}"
