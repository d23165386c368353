"""The data folder: database, mails, the town file once one was applied; and the lock that keeps a second city out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from city.failures import CommandFailure
from city.text import _

DATABASE_FILE = "ville.sqlite3"
MAIL_FOLDER = "courriels"
RECORDED_TOWN = "ville.toml"
PORT_FILE = "port"
_LOCK_FILE = ".en-service"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps `folder` for this process; the system lets go of it when the process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CommandFailure(
            _("Le dossier {folder} ne peut pas être utilisé ({reason}).").format(
                folder=folder, reason=os.strerror(error.errno or 0)
            )
        ) from error
    try:
        if not _take(handle):
            raise CommandFailure(
                _(
                    "Une ville est déjà en service dans le dossier {folder} : arrêtez-la, "
                    "ou choisissez un autre dossier avec --data."
                ).format(folder=folder)
            )
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
