"""`portail-ville town apply`: shows what a changed town file alters, and with `--yes` makes it the town's file."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from city.changes.compare import Changes, compare
from city.changes.repository import existing_from, reprice, taken_from
from city.changes.sentences import told
from city.failures import CommandFailure
from city.folder import RECORDED_TOWN, locked
from city.place import clock_of, database_of, migrated, town_in_use, town_of
from city.text import _
from city.towns import Town


def apply(chosen: Namespace) -> Iterator[str]:
    """The sentences to print. Without `--yes` nothing is written."""
    new, current = town_of(chosen.file), town_of(town_in_use(chosen))
    first = _day(chosen.first_day)
    if new.id != current.id:
        raise CommandFailure(
            _("Ce fichier est celui de {new}, pas de {current}.").format(new=new.name, current=current.name), 2
        )
    with ExitStack() as stack:
        if chosen.yes:
            stack.enter_context(locked(chosen.data))
        changes = asyncio.run(_apply(chosen, current, new, first))
        yield from told(changes, current, new)
        if not chosen.yes:
            yield _("Rien n'est enregistré : ajoutez --yes pour appliquer ce fichier.")
            return
        target = chosen.data / RECORDED_TOWN
        draft = target.with_suffix(".draft")
        draft.write_bytes(chosen.file.read_bytes())
        draft.replace(target)
        yield _("Ce fichier est enregistré : il vaut dès la prochaine mise en service.")


async def _apply(chosen: Namespace, current: Town, new: Town, first: date) -> Changes:
    database = database_of(chosen)
    try:
        await migrated(database)
        async with database.transaction(write=chosen.yes) as session:
            changes = compare(current, new, await existing_from(session, first), await taken_from(session, first))
            if chosen.yes and changes.orphans:
                raise CommandFailure(
                    "\n".join(
                        [
                            *told(changes, current, new),
                            _("Rien n'est enregistré : ces réservations doivent d'abord être annulées."),
                        ]
                    )
                )
            if chosen.yes:
                await reprice(session, changes.prices, clock_of(chosen, new).now())
    finally:
        await database.close()
    return changes


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandFailure(
            _("« {day} » n'est pas un jour : écrivez par exemple 2027-01-04.").format(day=text), 2
        ) from error
