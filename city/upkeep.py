"""`portail-ville migrate`, `seed` and `invite`."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from city.accounts.links import invite
from city.accounts.repository import by_email
from city.database import Base, Database
from city.failures import CommandFailure
from city.folder import locked
from city.place import clock_of, database_of, migrated, town_in_use, town_of
from city.seed import DEMONSTRATION_EMAIL, DEMONSTRATION_PASSWORD
from city.seed.demonstration import is_empty, seed
from city.settings import Settings
from city.text import _


def migrate(chosen: Namespace) -> str:
    """Brings the database up to date; answers what to say."""
    with locked(chosen.data):
        asyncio.run(_migrate(chosen))
    return _("La base de données est à jour.")


async def _migrate(chosen: Namespace) -> None:
    database = database_of(chosen)
    try:
        await migrated(database)
    finally:
        await database.close()


def fill(chosen: Namespace) -> str:
    """Fills the demonstration town; refuses another town, or people already there. Answers what to say."""
    with locked(chosen.data):
        asyncio.run(_fill(chosen))
    return _("Famille de démonstration : {email} / {password}").format(
        email=DEMONSTRATION_EMAIL, password=DEMONSTRATION_PASSWORD
    )


async def _fill(chosen: Namespace) -> None:
    town = town_of(town_in_use(chosen))
    if not town.demonstration:
        raise CommandFailure(_("Ce fichier n'est pas celui d'une ville de démonstration : rien n'a été écrit."))
    database = database_of(chosen)
    try:
        await migrated(database)
        if chosen.reset:
            await erase(database)
        if not await is_empty(database):
            raise CommandFailure(_("La ville a déjà des habitants : ajoutez --reset pour tout effacer d'abord."))
        await seed(database, town, clock_of(chosen, town), Settings())
    finally:
        await database.close()


def send_invitation(chosen: Namespace) -> str:
    """Leaves the mail of a guardian's first sign-in in the outbox; the city in service delivers it."""
    sent_to = asyncio.run(_invite(chosen))
    return _("Une invitation part pour {email}, dès que la ville est en service.").format(email=sent_to)


async def _invite(chosen: Namespace) -> str:
    town = town_of(town_in_use(chosen))
    database = database_of(chosen)
    try:
        await migrated(database)
        async with database.transaction(write=True) as session:
            account = await by_email(session, chosen.email)
            if account is None:
                raise CommandFailure(_("Aucun compte n'a l'adresse {email}.").format(email=chosen.email))
            await invite(
                session,
                account,
                town=town,
                public_url=chosen.public_url,
                now=clock_of(chosen, town).now(),
            )
    finally:
        await database.close()
    return account.email


async def erase(database: Database) -> None:
    """Deletes everything from every table."""
    async with database.transaction(write=True) as session:
        for table in reversed(Base.metadata.sorted_tables):
            await session.execute(table.delete())
