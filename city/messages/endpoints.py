"""What the API offers for messages."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.documents.download import download
from city.documents.refusals import BadType, BrokenFile, EmptyFile, TooManyFiles
from city.documents.small import small
from city.documents.upload import TheUpload
from city.edge import MOST_BYTES, reads_up_to
from city.errors import NotFound, NotJson, SessionExpired, TooBig
from city.messages import attachments, reading, writing
from city.messages.refusals import AttachmentSent, IdUsed, TooManyMessages, UnknownAttachment, UnknownService
from city.messages.schemas import ConversationOut, MessageIn, MessageNowOut, OfficesOut, ThreadPageOut
from city.problems import refusals
from city.procedures.schemas import AppId, DocumentNowOut
from city.submissions.schemas import NO_NUL

router = APIRouter(tags=["messages"])

Id = Annotated[AppId, Path()]
Words = Annotated[str, Query(max_length=300, pattern=NO_NUL)]
Cursor = Annotated[str | None, Query(max_length=200)]


@router.get("/services", responses=refusals(SessionExpired))
async def list_offices(_me: Current, town: TheTown, now: ReceivedAt) -> OfficesOut:
    """Whom one may write to: the offices of the town hall."""
    return reading.show_offices(town, now)


@router.get("/threads", responses=refusals(SessionExpired))
async def list_threads(
    me: Current, session: Transaction, town: TheTown, now: ReceivedAt, q: Words = "", cursor: Cursor = None
) -> ThreadPageOut:
    """The household's, last written first, 20 a page."""
    return await reading.list_threads(session, town, me, now, q=q, cursor=cursor)


@router.get("/threads/{thread_id}", responses=refusals(SessionExpired, NotFound))
async def read_thread(
    me: Current, thread_id: Id, session: Transaction, town: TheTown, now: ReceivedAt, cursor: Cursor = None
) -> ConversationOut:
    """One of them with its messages, newest first."""
    return await reading.read_thread(session, town, me, thread_id, now, cursor)


@router.post("/threads/{thread_id}/read", status_code=204, responses=refusals(SessionExpired, NotFound))
async def mark_thread_read(me: Current, thread_id: Id, session: Transaction, now: ReceivedAt) -> None:
    """Everything in it is read, by this account."""
    await reading.mark_read(session, me, thread_id, now)


@router.put(
    "/threads/{thread_id}/messages/{message_id}",
    responses={
        201: {"model": MessageNowOut, "description": "It was written now."},
        **refusals(
            SessionExpired,
            NotFound,
            NotJson,
            UnknownService,
            UnknownAttachment,
            IdUsed,
            AttachmentSent,
            TooManyMessages,
        ),
    },
)
async def write_message(
    me: Current,
    thread_id: Id,
    message_id: Id,
    said: MessageIn,
    response: Response,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
) -> MessageNowOut:
    """Writes a message, in a thread there is or a new one; the app makes both ids. The same again writes nothing."""
    written = await writing.write(session, town, me, thread_id, message_id, said, now)
    response.status_code = 201 if written.new else 200
    shown = reading.show_message(written.message, written.attachments, me, town.time_zone)
    return MessageNowOut(**shown.model_dump(), now=now)


@router.put(
    "/attachments/{attachment_id}",
    responses=refusals(SessionExpired, TooBig, BadType, EmptyFile, BrokenFile, TooManyFiles, AttachmentSent),
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}, "required": True}},
)
@reads_up_to(MOST_BYTES)
async def upload_attachment(
    upload: TheUpload, me: Current, attachment_id: Id, session: Transaction, now: ReceivedAt, name: Words = ""
) -> DocumentNowOut:
    """Keeps a file for a message to come; the body is its bytes, which decide what it is."""
    row = await attachments.upload(session, me, attachment_id, upload, name, now)
    return DocumentNowOut(now=now, id=row.app_id, name=row.name, type=row.kind, bytes=row.size)


@router.get("/attachments/{attachment_id}", response_class=Response, responses=refusals(SessionExpired, NotFound))
async def read_attachment(me: Current, attachment_id: Id, session: Transaction) -> Response:
    """The file, as a download."""
    found = await attachments.read(session, me, attachment_id)
    return download(found.data, found.name, found.kind)


@router.get(
    "/attachments/{attachment_id}/thumbnail", response_class=Response, responses=refusals(SessionExpired, NotFound)
)
async def read_attachment_thumbnail(me: Current, attachment_id: Id, session: Transaction) -> Response:
    """A picture, small, as a download; nothing for what is none."""
    found = await attachments.read(session, me, attachment_id)
    made = await asyncio.to_thread(small, found.data, found.kind)
    if made is None:
        raise NotFound()
    return download(made, found.name, "jpg")


@router.delete("/attachments/{attachment_id}", status_code=204, responses=refusals(SessionExpired, AttachmentSent))
async def delete_attachment(me: Current, attachment_id: Id, session: Transaction) -> None:
    """Takes a file away that was not sent."""
    await attachments.remove(session, me, attachment_id)
