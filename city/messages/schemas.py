"""The JSON of messages (see docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, field_validator

from city.notifications.kinds import PAGES
from city.procedures.schemas import AppId
from city.submissions.schemas import NO_NUL, Key

MOST_ATTACHMENTS = 5
LONGEST_TEXT = 5_000
LONGEST_SUBJECT = 120

By = Literal["you", "household", "city"]
Subject = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_SUBJECT, pattern=NO_NUL, strip_whitespace=True)
]


class AboutIn(BaseModel):
    """What a message speaks of: a page of the app and what it shows."""

    page: Key
    id: Key

    @field_validator("page")
    @classmethod
    def _known(cls, page: str) -> str:
        if page not in PAGES:
            raise ValueError("no such page")
        return page


class MessageIn(BaseModel):
    """What a guardian writes; `service` and `subject` open a thread."""

    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=NO_NUL, strip_whitespace=True)]
    service: Key | None = None
    subject: Subject | None = None
    attachments: Annotated[list[AppId], Field(max_length=MOST_ATTACHMENTS)] = []
    about: AboutIn | None = None

    @field_validator("attachments")
    @classmethod
    def _different(cls, ids: list[str]) -> list[str]:
        if len(set(ids)) < len(ids):
            raise ValueError("the same attachment twice")
        return ids


class OfficeOut(BaseModel):
    """Whom one may write to; `subjects` are suggestions. `invoices`: the one that answers about invoices."""

    key: str
    name: str
    subjects: list[str]
    invoices: bool


class OfficesOut(BaseModel):
    """All of them, in the town's order."""

    now: datetime
    items: list[OfficeOut]


class ThreadOut(BaseModel):
    """A thread in a list."""

    id: str
    service: str
    service_name: str
    subject: str
    last_at: datetime
    last_by: By
    last_from: str
    excerpt: str
    unread: int
    closed: bool


class ThreadPageOut(BaseModel):
    """Last written first; `unread` is that of all threads."""

    now: datetime
    unread: int
    items: list[ThreadOut]
    next: str | None


class AttachmentOut(BaseModel):
    """A file of a message."""

    id: str
    name: str
    type: str
    bytes: int


class MessageOut(BaseModel):
    """A message; `read_at`: when the other side first read it."""

    id: str
    at: datetime
    by: By
    sender: Annotated[str, Field(serialization_alias="from")]
    text: str
    attachments: list[AttachmentOut]
    read_at: datetime | None


class MessageNowOut(MessageOut):
    """A message as it was taken."""

    now: datetime


class ConversationOut(ThreadOut):
    """A thread with a page of its messages, newest first."""

    now: datetime
    items: list[MessageOut]
    next: str | None


class MessagesBlock(BaseModel):
    """What the dashboard shows: how many are unread, and the first threads."""

    unread: int
    threads: list[ThreadOut]
