"""The messagerie."""

from __future__ import annotations

from typing import Any

from services.backends.reference.mapping.document import file_type
from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.notification import target_body
from services.backends.reference.mapping.picking import Json, pick, rows
from services.models.message import (
    Attachment,
    Author,
    Conversation,
    Correspondent,
    Message,
    NewMessage,
    Thread,
    ThreadPage,
)


def correspondents(answer: Json) -> tuple[Correspondent, ...]:
    return tuple(pick(Correspondent, row) for row in rows(answer, "items"))


def thread(row: Json, source: str) -> Thread:
    return pick(Thread, row, source=source, last_by=known(Author, str(row.get("last_by")), Author.CITY))


def thread_page(answer: Json, source: str) -> ThreadPage:
    return pick(ThreadPage, answer, items=tuple(thread(row, source) for row in rows(answer, "items")))


def conversation(answer: Json, source: str) -> Conversation:
    return pick(Conversation, answer, thread=thread(answer, source), items=tuple(map(message, rows(answer, "items"))))


def message(row: Json) -> Message:
    return pick(
        Message,
        row,
        by=known(Author, str(row.get("by")), Author.CITY),
        sender=row.get("from"),
        attachments=tuple(map(attachment, rows(row, "attachments"))),
    )


def attachment(row: Json) -> Attachment:
    return pick(Attachment, row, type=file_type(row.get("type")), size=row.get("bytes"))


def message_body(written: NewMessage) -> dict[str, Any]:
    """A message as it is sent."""
    body: dict[str, Any] = {"text": written.text, "attachments": list(written.attachments)}
    if written.service is not None:
        body |= {"service": written.service, "subject": written.subject or ""}
    if written.about is not None:
        body["about"] = target_body(written.about)
    return body
