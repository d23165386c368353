"""`portail-ville town apply`: shows what a changed town file alters, and with `--yes` makes it the town's file."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from city.changes.compare import Changes, compare
from city.changes.repository import existing_from, move, placed_from, reprice, taken_from
from city.changes.sentences import told
from city.failures import CommandFailure
from city.folder import RECORDED_TOWN, locked
from city.place import clock_of, database_of, migrated, town_in_use, town_of
from city.rules.text import day_text
from city.text import _
from city.towns import Town, TownFileError
from city.towns.following import later_file, later_files, load_following
from city.towns.read_procedures import procedures_file


def apply(chosen: Namespace) -> Iterator[str]:
    """The sentences to print. Without `--yes` nothing is written."""
    first, in_use = _day(chosen.first_day), town_in_use(chosen)
    current = town_of(in_use)
    new = _with_later(in_use, first, chosen.file)
    with ExitStack() as stack:
        if chosen.yes:
            stack.enter_context(locked(chosen.data))
        changes = asyncio.run(_apply(chosen, current, new, first))
        yield _("À partir du {day}, avec ce fichier :").format(day=day_text(first, 0))
        yield from told(changes, current, new)
        if not chosen.yes:
            yield _("Rien n'est enregistré : ajoutez --yes pour appliquer ce fichier.")
            return
        _record(in_use, first, chosen)
        yield _("Ce fichier est enregistré : remettez la ville en service pour qu'elle le suive à partir de ce jour.")


def _with_later(in_use: Path, first: date, file: Path) -> Town:
    """The town in use with the file from `first` on. Exit code 2 when the file is wrong, or another town's."""
    try:
        return load_following(in_use, with_later=(first, file))
    except TownFileError as error:
        raise CommandFailure(str(error), 2) from error


def _record(in_use: Path, first: date, chosen: Namespace) -> None:
    """Keeps the file in the data folder, beside those in use; they are copied there first where they are elsewhere."""
    target = chosen.data / RECORDED_TOWN
    if in_use.resolve() != target.resolve():
        for day, file in later_files(in_use):
            _write(later_file(target, day), file)
        _write(target, in_use)
    _write(later_file(target, first), chosen.file)


def _write(target: Path, file: Path) -> None:
    """A town file, and that of its procedures where it has one."""
    procedures = procedures_file(file)
    if procedures.is_file():
        _copy(procedures_file(target), procedures)
    _copy(target, file)


def _copy(target: Path, file: Path) -> None:
    draft = target.with_suffix(".draft")
    draft.write_bytes(file.read_bytes())
    draft.replace(target)


async def _apply(chosen: Namespace, current: Town, new: Town, first: date) -> Changes:
    database = database_of(chosen)
    try:
        await migrated(database)
        async with database.transaction(write=chosen.yes) as session:
            changes = compare(
                current,
                new,
                await existing_from(session, first),
                await taken_from(session, first),
                await placed_from(session, first),
            )
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
                await move(session, changes.moves)
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
