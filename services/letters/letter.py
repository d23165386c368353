"""A message as this device has it."""

from __future__ import annotations

from datetime import datetime

from services.errors import ErrorKind
from services.models.base import Model
from services.models.message import NewMessage
from services.outbox import PASSING


class Enclosure(Model):
    """A file that goes with it; `size` in bytes. `given`: the city has it."""

    id: str
    name: str
    media_type: str
    size: int
    given: bool = False


class Letter(Model):
    """Being written while `posted_at` is None; then it waits for the city, and `kind` is what the last attempt met.

    `order`: its turn among those posted.
    `answered`: the city has it; it is shown from here until the thread is read again.
    """

    message: NewMessage
    enclosures: tuple[Enclosure, ...] = ()
    posted_at: datetime | None = None
    order: int = 0
    kind: ErrorKind | None = None
    answered: bool = False

    @property
    def waiting(self) -> bool:
        return self.posted_at is not None and not self.answered

    @property
    def hopeless(self) -> bool:
        """The city refused it: the parent changes or discards it."""
        return self.waiting and self.kind is not None and self.kind not in PASSING
