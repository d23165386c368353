"""What the town's agents read: procedures that were sent, of every household."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import NotFound
from city.households.models import ChildRow, HouseholdRow
from city.procedures import repository
from city.procedures.answers import asked
from city.procedures.definition import Definition, Question
from city.procedures.models import ProcedureDocumentRow, ProcedureEventRow, ProcedureRow
from city.procedures.papers import GIVEN
from city.procedures.states import SENT, ProcedureState
from city.submissions.receipts import plain

SEEN = SENT | {ProcedureState.TO_COMPLETE}
"""What agents see: everything but drafts, which are the family's own."""

PAGE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A procedure in an agent's list. `id` is the city's; `reply_by` the day the family was told."""

    id: str
    number: str
    key: str
    title: str
    office: str
    state: ProcedureState
    household_id: str
    household_name: str
    child_name: str | None
    sent_at: datetime
    sent_by: str
    reply_by: date | None


@dataclass(frozen=True, slots=True)
class File:
    """A procedure opened by an agent: `answers` in the order of the form, each with its field and its files.

    `given`: the papers that came with the city's answer.
    """

    summary: Waiting
    revision: int
    words: str | None
    effect: dict[str, object] | None
    definition: Definition
    answers: Sequence[tuple[Question, object, Sequence[ProcedureDocumentRow]]]
    given: Sequence[ProcedureDocumentRow]
    history: Sequence[ProcedureEventRow]
    corrects: str | None


async def pending(
    session: AsyncSession,
    *,
    states: Collection[ProcedureState] = (ProcedureState.PENDING,),
    office: str | None = None,
    key: str | None = None,
    q: str = "",
    page: int = 0,
) -> tuple[list[Waiting], bool]:
    """A page (from 0) of those that wait, the longest waiting first, and whether there are more.

    Every word of `q` is in the title, number, child's name, words or household's name.
    """
    query = _LISTED.where(*_filters(states, office, key))
    for word in plain(q).split():
        query = query.where(ProcedureRow.search.contains(word, autoescape=True))
    query = query.order_by(ProcedureRow.sent_at, ProcedureRow.number).offset(page * PAGE).limit(PAGE + 1)
    rows = (await session.execute(query)).all()
    return [_waiting(*row) for row in rows[:PAGE]], len(rows) > PAGE


async def count_pending(session: AsyncSession, *, office: str | None = None) -> int:
    """How many wait for a decision."""
    query = select(func.count()).select_from(ProcedureRow).where(*_filters((ProcedureState.PENDING,), office, None))
    return int(await session.scalar(query) or 0)


async def open_file(session: AsyncSession, procedure_id: str) -> File:
    """One of them with everything an agent decides on. Raises NotFound."""
    found = (await session.execute(_LISTED.where(ProcedureRow.id == procedure_id, *_filters(SEEN, None, None)))).first()
    if found is None:
        raise NotFound()
    row: ProcedureRow = found[0]
    definition = Definition.model_validate(row.definition)
    papers = await repository.documents(session, row.id)
    corrected = await session.get(ProcedureRow, row.corrects) if row.corrects else None
    return File(
        summary=_waiting(*found),
        revision=row.revision,
        words=row.words,
        effect=row.effect,
        definition=definition,
        answers=[
            (question, row.answers.get(question.key), [paper for paper in papers if paper.field == question.key])
            for question in asked(definition.questions, row.answers)
        ],
        given=[paper for paper in papers if paper.field == GIVEN],
        history=await repository.history(session, row.id),
        corrects=corrected.number if corrected else None,
    )


_LISTED = (
    select(ProcedureRow, HouseholdRow.name, ChildRow.first_name, ChildRow.last_name)
    .join(HouseholdRow, HouseholdRow.id == ProcedureRow.household_id)
    .outerjoin(ChildRow, ChildRow.id == ProcedureRow.child_id)
)


def _filters(states: Collection[ProcedureState], office: str | None, key: str | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [ProcedureRow.state.in_(sorted(SEEN & set(states)))]
    if office is not None:
        found.append(ProcedureRow.office == office)
    if key is not None:
        found.append(ProcedureRow.key == key)
    return found


def _waiting(row: ProcedureRow, household_name: str, first_name: str | None, last_name: str | None) -> Waiting:
    assert row.number is not None and row.sent_at is not None and row.sent_by is not None
    return Waiting(
        id=row.id,
        number=row.number,
        key=row.key,
        title=row.title,
        office=row.office,
        state=ProcedureState(row.state),
        household_id=row.household_id,
        household_name=household_name,
        child_name=f"{first_name} {last_name}" if first_name else None,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        reply_by=row.reply_by if row.state == ProcedureState.PENDING else None,
    )
