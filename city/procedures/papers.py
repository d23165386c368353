"""The files of a procedure's fields: added, read and taken away while the form may be typed into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.documents.contents import Upload, bytes_of, keep
from city.documents.names import clean_name
from city.documents.refusals import BadType, TooManyFiles
from city.errors import Invalid, NotFound, TooBig
from city.ids import new_id
from city.procedures import repository
from city.procedures.definition import Question
from city.procedures.form import Form, form_of
from city.procedures.models import ProcedureDocumentRow, ProcedureRow
from city.procedures.refusals import AlreadySent
from city.procedures.states import CURRENT, ProcedureState
from city.towns import Town

GIVEN = ""
"""The field of a file that the city gives to the family."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to give back."""

    name: str
    kind: str
    data: bytes


async def add(
    session: AsyncSession,
    town: Town,
    me: SignedIn,
    app_id: str,
    document: str,
    upload: Upload,
    *,
    field: str,
    name: str,
    now: datetime,
) -> ProcedureDocumentRow:
    """Adds a file under the id the app made; the same id again replaces it.

    Raises NotFound, AlreadySent, Invalid (no such field), BadType, TooBig, TooManyFiles.
    """
    form = await _form(session, town, me, app_id, now)
    question = _question(form, field)
    if upload.kind not in question.accepts:
        raise BadType({"accepts": list(question.accepts)})
    if question.max_bytes is not None and len(upload.data) > question.max_bytes:
        raise TooBig({"max_bytes": question.max_bytes})
    others = [
        paper
        for paper in await repository.documents(session, form.row.id)
        if paper.field == field and paper.app_id != document
    ]
    most = question.high if isinstance(question.high, int) else 1
    if len(others) >= most:
        raise TooManyFiles({"max": most})
    await _remove(session, form.row.id, document)
    row = ProcedureDocumentRow(
        id=new_id("f"),
        procedure_id=form.row.id,
        app_id=document,
        field=field,
        name=clean_name(name, upload.kind),
        kind=upload.kind,
        size=len(upload.data),
        content_id=await keep(session, upload, now),
        added_at=now,
    )
    session.add(row)
    form.row.saved_at, form.row.changed_at = now, now
    await session.flush()
    return row


async def give(session: AsyncSession, row: ProcedureRow, pdf: bytes, name: str, now: datetime) -> str:
    """Adds a PDF of the city's own, which belongs to no field (`GIVEN`); answers its id for the app."""
    document = new_id("f")
    session.add(
        ProcedureDocumentRow(
            id=new_id("f"),
            procedure_id=row.id,
            app_id=document,
            field=GIVEN,
            name=clean_name(name, "pdf"),
            kind="pdf",
            size=len(pdf),
            content_id=await keep(session, Upload(pdf, "pdf"), now),
            added_at=now,
        )
    )
    await session.flush()
    return document


async def remove(session: AsyncSession, town: Town, me: SignedIn, app_id: str, document: str, now: datetime) -> None:
    """Takes a file away; harmless when it is not there. Raises NotFound, AlreadySent."""
    form = await _form(session, town, me, app_id, now)
    papers = await repository.documents(session, form.row.id)
    found = next((paper for paper in papers if paper.app_id == document), None)
    if found is None:
        return
    if not form.is_draft and found.field not in form.editable:
        raise AlreadySent({"state": form.row.state})
    await _remove(session, form.row.id, document)
    form.row.saved_at, form.row.changed_at = now, now


async def read(session: AsyncSession, me: SignedIn, app_id: str, document: str) -> Paper:
    """A file of the household's own. Raises NotFound."""
    row = await repository.find(session, me.household_id, app_id)
    if row is None:
        raise NotFound()
    return await _paper(session, ProcedureDocumentRow.app_id == document, row)


async def read_any(session: AsyncSession, procedure_id: str, document_id: str) -> Paper:
    """A file by the city's own ids, of a procedure that was sent: for its agents only. Raises NotFound."""
    row = await repository.find_any(session, procedure_id)
    if row is None or row.state == ProcedureState.DRAFT:
        raise NotFound()
    return await _paper(session, ProcedureDocumentRow.id == document_id, row)


async def _paper(session: AsyncSession, which: object, row: ProcedureRow) -> Paper:
    found = await session.scalar(
        select(ProcedureDocumentRow).where(ProcedureDocumentRow.procedure_id == row.id, which)  # type: ignore[arg-type]
    )
    if found is None:
        raise NotFound()
    return Paper(found.name, found.kind, await bytes_of(session, found.content_id))


async def _form(session: AsyncSession, town: Town, me: SignedIn, app_id: str, now: datetime) -> Form:
    row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        raise NotFound()
    if ProcedureState(row.state) not in CURRENT:
        raise AlreadySent({"state": row.state})
    return form_of(town, row, now.date())


def _question(form: Form, field: str) -> Question:
    question = form.definition.question(field)
    if question is None or question.kind != "document" or field not in form.editable:
        raise Invalid({"errors": [{"where": "query.field", "what": "unknown_field"}]})
    return question


async def _remove(session: AsyncSession, procedure_id: str, document: str) -> None:
    await session.execute(
        delete(ProcedureDocumentRow).where(
            ProcedureDocumentRow.procedure_id == procedure_id, ProcedureDocumentRow.app_id == document
        )
    )
