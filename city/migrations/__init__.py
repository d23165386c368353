"""The database's tables, version by version (Alembic).

`bring_up_to_date` is quick when there is nothing to do: it reads one row and does not load Alembic.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from city.database import Database

FOLDER = Path(__file__).parent
HEAD = "0015"
"""The newest version; a test holds it to the files."""


class DatabaseTooNew(Exception):
    """The database was made by a newer version of the city."""


async def bring_up_to_date(database: Database) -> bool:
    """Brings the tables to the newest version. True when something had to be done. Raises DatabaseTooNew."""
    async with database.engine.connect() as connection:
        version = await connection.run_sync(current_version)
    if version == HEAD:
        return False
    async with database.writing_engine.begin() as connection:
        await connection.run_sync(_upgrade)
    return True


def current_version(connection: Connection) -> str | None:
    """The version of the database's tables, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if version is None else str(version)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7620481)"))
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = current_version(connection)
    if version is not None and version not in known:
        raise DatabaseTooNew(version)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
