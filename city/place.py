"""From the command's options to a town, a database and a clock; what is wrong with them is said in a sentence."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from city.accounts.models import AccountRow, DeviceSessionRow
from city.bookings.models import BookingRow
from city.clock import Clock, ShiftedClock, SystemClock
from city.command_options import DEFAULT_TOWN
from city.database import Database
from city.failures import CommandFailure
from city.folder import DATABASE_FILE, RECORDED_TOWN
from city.migrations import DatabaseTooNew, bring_up_to_date
from city.submissions.models import SubmissionRow
from city.text import _
from city.towns import Town, TownFileError
from city.towns.following import load_following


def town_of(file: Path) -> Town:
    """The town of a file and of those that follow it. Exit code 2 when one is wrong."""
    try:
        return load_following(file)
    except TownFileError as error:
        raise CommandFailure(str(error), 2) from error


def town_in_use(chosen: Namespace) -> Path:
    """The file of `--town`; else the one applied to the data folder; else the demonstration town's."""
    recorded: Path = chosen.data / RECORDED_TOWN
    named: Path | None = chosen.town
    return named or (recorded if recorded.is_file() else DEFAULT_TOWN)


def clock_of(chosen: Namespace, town: Town) -> Clock:
    """The system's clock, or one that starts at `--at` (town's time unless it says another)."""
    if chosen.at is None:
        return SystemClock()
    try:
        start = datetime.fromisoformat(chosen.at)
    except ValueError as error:
        raise CommandFailure(
            _("« {at} » n'est pas un instant : écrivez par exemple 2026-11-23T08:00.").format(at=chosen.at), 2
        ) from error
    return ShiftedClock(start if start.tzinfo else start.replace(tzinfo=town.time_zone))


def database_of(chosen: Namespace) -> Database:
    """The database of `--database`, or SQLite in the data folder."""
    try:
        return Database(chosen.database or Database.sqlite_url((chosen.data / DATABASE_FILE).resolve()))
    except (ArgumentError, ModuleNotFoundError) as error:
        raise CommandFailure(_("Cette adresse de base de données n'est pas comprise."), 2) from error


async def migrated(database: Database) -> None:
    """Brings the tables up to date."""
    try:
        await bring_up_to_date(database)
    except DatabaseTooNew as error:
        raise CommandFailure(
            _("La base de données vient d'une version plus récente de la ville : mettez la ville à jour.")
        ) from error
    except (DBAPIError, OSError) as error:
        raise CommandFailure(_("La base de données ne répond pas ou ne peut pas être écrite.")) from error


async def refuse_future(database: Database, now: datetime) -> None:
    """Data later than the clock would make nonsense: it is refused."""
    moments = (BookingRow.changed_at, SubmissionRow.received_at, DeviceSessionRow.last_used_at, AccountRow.created_at)
    async with database.transaction() as session:
        latest = [await session.scalar(select(func.max(moment))) for moment in moments]
    last = max((at for at in latest if at is not None), default=None)
    if last is not None and last > now:
        raise CommandFailure(
            _(
                "Ces données vont jusqu'au {last}, après l'heure de cette ville ({now}) : choisissez un autre dossier "
                "avec --data, ou recommencez à neuf."
            ).format(last=f"{last.astimezone(now.tzinfo):%d/%m/%Y %H:%M}", now=f"{now:%d/%m/%Y %H:%M}")
        )
