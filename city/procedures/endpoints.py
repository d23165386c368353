"""What the API offers for procedures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import NotFound, NotJson, SessionExpired
from city.problems import refusals
from city.procedures import drafts, paging, repository, sending, showing
from city.procedures.catalogue import definition_on
from city.procedures.refusals import (
    AlreadyDecided,
    AlreadySent,
    ChangedElsewhere,
    Incomplete,
    NotOpen,
    NotSent,
    TooManyDrafts,
)
from city.procedures.schemas import (
    AppId,
    CatalogueOut,
    CorrectIn,
    DefinitionNowOut,
    DraftIn,
    Group,
    ProcedureDetailOut,
    ProcedureOut,
    ProcedurePageOut,
    RevisionIn,
    SavedOut,
)
from city.procedures.states import ProcedureState
from city.submissions.schemas import NO_NUL

router = APIRouter(prefix="/procedures", tags=["procedures"])

ProcedureId = Annotated[AppId, Path()]


@router.get("/catalogue", responses=refusals(SessionExpired))
async def list_catalogue(_me: Current, town: TheTown, now: ReceivedAt) -> CatalogueOut:
    """What the town offers, open or not."""
    return CatalogueOut(now=now, items=showing.show_catalogue(town, now))


@router.get("/catalogue/{key}", responses=refusals(SessionExpired, NotFound))
async def read_definition(_me: Current, key: str, town: TheTown, now: ReceivedAt) -> DefinitionNowOut:
    """What one of them asks."""
    definition = definition_on(town, key, now.date())
    if definition is None:
        raise NotFound()
    return DefinitionNowOut(**showing.show_definition(definition).model_dump(), now=now)


@router.get("", responses=refusals(SessionExpired))
async def list_procedures(
    me: Current,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    group: Group = "all",
    state: ProcedureState | None = None,
    q: Annotated[str, Query(max_length=200, pattern=NO_NUL)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> ProcedurePageOut:
    """The household's, last changed first, 20 a page."""
    return await paging.list_procedures(session, town, me, now, group=group, state=state, q=q, cursor=cursor)


@router.get("/{procedure_id}", responses=refusals(SessionExpired, NotFound))
async def read_procedure(
    me: Current, procedure_id: ProcedureId, session: Transaction, town: TheTown, now: ReceivedAt
) -> ProcedureDetailOut:
    """One of them with its form, answers, files and history."""
    row = await repository.find(session, me.household_id, procedure_id)
    if row is None:
        raise NotFound()
    return await showing.show_one(session, town, row, now)


@router.put(
    "/{procedure_id}",
    responses=refusals(SessionExpired, NotFound, NotJson, ChangedElsewhere, AlreadySent, NotOpen, TooManyDrafts),
)
async def save_draft(
    me: Current, procedure_id: ProcedureId, typed: DraftIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> SavedOut:
    """Keeps what was typed, wrong or not; the app makes the id."""
    saved = await drafts.save(session, town, me, procedure_id, typed, now)
    return SavedOut(
        now=now,
        revision=saved.form.row.revision,
        version=saved.form.definition.version,
        saved_at=saved.form.row.saved_at.astimezone(town.time_zone),
        problems=showing.show_problems(saved.problems),
    )


@router.delete("/{procedure_id}", status_code=204, responses=refusals(SessionExpired, AlreadySent))
async def delete_draft(me: Current, procedure_id: ProcedureId, session: Transaction, now: ReceivedAt) -> None:
    """Deletes a draft and its files."""
    await drafts.discard(session, me, procedure_id, now)


@router.post(
    "/{procedure_id}/submit",
    responses=refusals(SessionExpired, NotFound, NotJson, ChangedElsewhere, AlreadySent, NotOpen, Incomplete),
)
async def submit_procedure(
    me: Current, procedure_id: ProcedureId, sent: RevisionIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> ProcedureOut:
    """Sends it to the city; the same revision again answers the same."""
    row = await sending.submit(session, town, me, procedure_id, sent.revision, now)
    return (await showing.show_many(session, town, [row], now))[0]


@router.post(
    "/{procedure_id}/withdraw", status_code=204, responses=refusals(SessionExpired, NotFound, NotSent, AlreadyDecided)
)
async def withdraw_procedure(me: Current, procedure_id: ProcedureId, session: Transaction, now: ReceivedAt) -> None:
    """Takes it back while the city has not decided."""
    await sending.withdraw(session, me, procedure_id, now)


@router.post(
    "/{procedure_id}/correct",
    status_code=201,
    responses=refusals(SessionExpired, NotFound, NotJson, NotSent, NotOpen, ChangedElsewhere, TooManyDrafts),
)
async def correct_procedure(
    me: Current, procedure_id: ProcedureId, new: CorrectIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> ProcedureDetailOut:
    """A new draft with the answers and files of a rejected one."""
    row = await drafts.correct(session, town, me, procedure_id, new.id, now)
    return await showing.show_one(session, town, row, now)
