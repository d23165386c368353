"""The messagerie: threads with the services of the town."""

from enum import StrEnum

from pydantic import AwareDatetime

from services.models.base import Model
from services.models.document import FileType
from services.models.notification import Target

LONGEST_TEXT = 5_000
"""Characters of a message."""
LONGEST_SUBJECT = 120
MOST_ATTACHMENTS = 5


class Author(StrEnum):
    YOU = "you"
    HOUSEHOLD = "household"
    CITY = "city"


class Correspondent(Model):
    """A service of the town one may write to, and the subjects it offers. `invoices`: it answers about invoices."""

    key: str
    name: str
    subjects: tuple[str, ...] = ()
    invoices: bool = False


class Thread(Model):
    """`last_from` and `excerpt` are those of the newest message; `unread` counts the parent's own unread ones."""

    source: str
    id: str
    service: str
    service_name: str
    subject: str
    last_at: AwareDatetime
    last_by: Author
    last_from: str
    excerpt: str
    unread: int
    closed: bool


class ThreadPage(Model):
    """Newest first; `unread` counts threads' unread messages in all."""

    now: AwareDatetime
    unread: int
    items: tuple[Thread, ...]
    next: str | None = None


class Attachment(Model):
    """`size` in bytes."""

    id: str
    name: str
    type: FileType
    size: int


class Message(Model):
    """`read_at`: when the other side read it; None = not yet. `sender` is the name shown."""

    id: str
    at: AwareDatetime
    by: Author
    sender: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    read_at: AwareDatetime | None = None


class Conversation(Model):
    """A thread with a page of its messages, newest first."""

    now: AwareDatetime
    thread: Thread
    items: tuple[Message, ...]
    next: str | None = None


class NewMessage(Model):
    """What the parent writes. `id` and `thread` are made by the app, so that sending twice is sending once.

    `service` and `subject` open a new thread; `attachments` are ids of files sent before; `about` is what it speaks of.
    """

    thread: str
    id: str
    text: str
    service: str | None = None
    subject: str | None = None
    attachments: tuple[str, ...] = ()
    about: Target | None = None
