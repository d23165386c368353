"""Drafts: saved as typed, on any device of the household, one revision after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.errors import Invalid, NotFound
from city.events import Topic, tell
from city.households.repository import first_names, household
from city.ids import new_id
from city.procedures import repository
from city.procedures.answers import Problem, gone
from city.procedures.catalogue import definition_on, entry_on
from city.procedures.definition import Definition
from city.procedures.form import Form, form_of
from city.procedures.models import ProcedureDocumentRow, ProcedureRow
from city.procedures.refusals import AlreadySent, ChangedElsewhere, NotOpen, NotSent, TooManyDrafts
from city.procedures.schemas import DraftIn
from city.procedures.searching import search_text
from city.procedures.states import CURRENT, ProcedureState
from city.towns import Town

MOST_CURRENT = 30


@dataclass(frozen=True)
class Saved:
    """A draft as it is kept now."""

    form: Form
    problems: list[Problem]


async def save(session: AsyncSession, town: Town, me: SignedIn, app_id: str, typed: DraftIn, now: datetime) -> Saved:
    """Keeps what was typed, wrong or not; the same again, over the same revision, changes nothing more.

    Raises NotFound, ChangedElsewhere, AlreadySent, NotOpen, TooManyDrafts, Invalid.
    """
    row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        await _begin(session, town, me, app_id, typed, now)
        row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        raise NotFound()
    if typed.key != row.key:
        raise Invalid({"errors": [{"where": "body.key", "what": "another_procedure"}]})
    form = _open(town, row, now.date())
    answers, child = _merged(form, typed), await _child(session, me, form, typed)
    if row.revision != typed.revision:
        is_again = row.revision == typed.revision + 1 and (row.answers, row.child_id) == (answers, child)
        if not is_again:
            raise ChangedElsewhere({"revision": row.revision})
        return await _saved(session, form, typed)
    row.revision += 1
    row.answers, row.child_id, row.saved_at, row.changed_at = answers, child, now, now
    if form.is_draft:
        row.definition = form.definition.model_dump(mode="json")
        row.title, row.icon, row.office = form.definition.title, form.definition.icon, form.definition.office
        row.search = search_text(row, await names_of(session, me.household_id))
    await session.flush()
    return await _saved(session, form, typed)


async def discard(session: AsyncSession, me: SignedIn, app_id: str, now: datetime) -> None:
    """Deletes a draft; harmless when there is none. Raises AlreadySent."""
    row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        return
    if row.state != ProcedureState.DRAFT:
        raise AlreadySent({"state": row.state})
    await repository.forget(session, row.id)
    await tell(session, me.household_id, Topic.PROCEDURES, now=now)


async def correct(
    session: AsyncSession, town: Town, me: SignedIn, app_id: str, new_app_id: str, now: datetime
) -> ProcedureRow:
    """A new draft with the answers and files of a rejected one; the same id again gives the same draft.

    Raises NotFound, NotSent, NotOpen, ChangedElsewhere, TooManyDrafts.
    """
    rejected = await repository.find(session, me.household_id, app_id, lock=True)
    if rejected is None:
        raise NotFound()
    if rejected.state != ProcedureState.REJECTED:
        raise NotSent({"state": rejected.state})
    definition = definition_on(town, rejected.key, now.date())
    if definition is None:
        raise NotOpen()
    existing = await repository.find(session, me.household_id, new_app_id, lock=True)
    if existing is None:
        await _refuse_too_many(session, me)
        values = _values(me, new_app_id, definition, now) | {
            "child_id": rejected.child_id,
            "answers": {key: value for key, value in rejected.answers.items() if definition.question(key)},
            "revision": 1,
            "corrects": rejected.id,
        }
        if await repository.begin(session, values):
            await _copy_documents(session, rejected.id, str(values["id"]), definition)
            await tell(session, me.household_id, Topic.PROCEDURES, now=now)
        existing = await repository.find(session, me.household_id, new_app_id, lock=True)
    if existing is None or existing.corrects != rejected.id:
        raise ChangedElsewhere({"revision": existing.revision if existing else 0})
    return existing


async def names_of(session: AsyncSession, household_id: str) -> dict[str, str]:
    """The household's name and the first names of its children, by id."""
    return await first_names(session, household_id) | {household_id: (await household(session, household_id)).name}


def refuse_closed(town: Town, key: str, day: date) -> None:
    """Raises NotOpen outside the periods of a procedure, or when the town does not offer it any more."""
    entry = entry_on(town, key, day)
    if entry is None:
        raise NotOpen()
    if not entry.is_open(day):
        window = entry.window(day)
        raise NotOpen({"opens": str(window.first), "closes": str(window.last)} if window else {})


async def _begin(session: AsyncSession, town: Town, me: SignedIn, app_id: str, typed: DraftIn, now: datetime) -> None:
    definition = definition_on(town, typed.key, now.date())
    if definition is None or typed.revision:
        raise NotFound()
    refuse_closed(town, typed.key, now.date())
    await _refuse_too_many(session, me)
    if await repository.begin(session, _values(me, app_id, definition, now)):
        await tell(session, me.household_id, Topic.PROCEDURES, now=now)


async def _refuse_too_many(session: AsyncSession, me: SignedIn) -> None:
    if await repository.current_count(session, me.household_id) >= MOST_CURRENT:
        raise TooManyDrafts({"max": MOST_CURRENT})


def _values(me: SignedIn, app_id: str, definition: Definition, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id("d"),
        "app_id": app_id,
        "household_id": me.household_id,
        "key": definition.key,
        "title": definition.title,
        "icon": definition.icon,
        "office": definition.office,
        "state": ProcedureState.DRAFT.value,
        "revision": 0,
        "answers": {},
        "definition": definition.model_dump(mode="json"),
        "asked": [],
        "saved_at": now,
        "changed_at": now,
        "search": "",
    }


def _open(town: Town, row: ProcedureRow, day: date) -> Form:
    if ProcedureState(row.state) not in CURRENT:
        raise AlreadySent({"state": row.state})
    return form_of(town, row, day)


def _merged(form: Form, typed: DraftIn) -> dict[str, Any]:
    """What may be typed, as it was typed; the rest as it was. Files are no answers: they have their own addresses."""
    kept = {key: value for key, value in form.row.answers.items() if key not in form.editable and not form.is_draft}
    questions = {question.key: question for question in form.definition.questions if question.kind != "document"}
    new = {key: value for key, value in typed.answers.items() if key in form.editable and key in questions}
    return kept | {key: value for key, value in new.items() if value is not None}


async def _child(session: AsyncSession, me: SignedIn, form: Form, typed: DraftIn) -> str | None:
    if not form.is_draft:
        return form.row.child_id
    if form.definition.about != "child" or typed.child is None:
        return None
    if typed.child not in await first_names(session, me.household_id):
        raise NotFound()
    return typed.child


async def _saved(session: AsyncSession, form: Form, typed: DraftIn) -> Saved:
    counts = (await repository.document_counts(session, [form.row.id])).get(form.row.id, {})
    return Saved(form, form.problems(counts) + gone(form.definition, typed.answers.keys() - form.row.answers.keys()))


async def _copy_documents(session: AsyncSession, source: str, target: str, definition: Definition) -> None:
    """The files of the other procedure, for the fields that still are; their bytes are shared."""
    found = await session.scalars(select(ProcedureDocumentRow).where(ProcedureDocumentRow.procedure_id == source))
    rows = [
        {
            "id": new_id("f"),
            "procedure_id": target,
            "app_id": row.app_id,
            "field": row.field,
            "name": row.name,
            "kind": row.kind,
            "size": row.size,
            "content_id": row.content_id,
            "added_at": row.added_at,
        }
        for row in found
        if (question := definition.question(row.field)) and question.kind == "document"
    ]
    if rows:
        await session.execute(insert(ProcedureDocumentRow), rows)
