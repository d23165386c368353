"""What the API offers for the files of procedures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.documents.download import download
from city.documents.refusals import BadType, BrokenFile, EmptyFile, TooManyFiles
from city.documents.upload import TheUpload
from city.edge import MOST_BYTES, reads_up_to
from city.errors import NotFound, SessionExpired, TooBig
from city.problems import refusals
from city.procedures import papers
from city.procedures.refusals import AlreadySent
from city.procedures.schemas import AppId, DocumentNowOut
from city.submissions.schemas import NO_NUL

router = APIRouter(prefix="/procedures/{procedure_id}/documents", tags=["procedures"])

Id = Annotated[AppId, Path()]
Words = Annotated[str, Query(max_length=300, pattern=NO_NUL)]


@router.put(
    "/{document_id}",
    responses=refusals(SessionExpired, NotFound, AlreadySent, TooBig, BadType, EmptyFile, BrokenFile, TooManyFiles),
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}, "required": True}},
)
@reads_up_to(MOST_BYTES)
async def add_document(
    upload: TheUpload,
    me: Current,
    procedure_id: Id,
    document_id: Id,
    field: Annotated[str, Query(max_length=64, pattern=NO_NUL)],
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    name: Words = "",
) -> DocumentNowOut:
    """Adds a file to a field; the body is its bytes, which decide what it is. The same id again replaces it."""
    row = await papers.add(session, town, me, procedure_id, document_id, upload, field=field, name=name, now=now)
    return DocumentNowOut(now=now, id=row.app_id, name=row.name, type=row.kind, bytes=row.size)


@router.get(
    "/{document_id}",
    response_class=Response,
    responses=refusals(SessionExpired, NotFound),
)
async def read_document(me: Current, procedure_id: Id, document_id: Id, session: Transaction) -> Response:
    """The file, as a download."""
    paper = await papers.read(session, me, procedure_id, document_id)
    return download(paper.data, paper.name, paper.kind)


@router.delete("/{document_id}", status_code=204, responses=refusals(SessionExpired, NotFound, AlreadySent))
async def delete_document(
    me: Current, procedure_id: Id, document_id: Id, session: Transaction, town: TheTown, now: ReceivedAt
) -> None:
    """Takes a file away."""
    await papers.remove(session, town, me, procedure_id, document_id, now)
