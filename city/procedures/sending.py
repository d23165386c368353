"""Sending a procedure to the city, and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.errors import NotFound
from city.events import Topic, tell
from city.procedures import repository
from city.procedures.answers import asked, kept
from city.procedures.definition import Definition
from city.procedures.drafts import names_of, refuse_closed
from city.procedures.form import form_of
from city.procedures.models import ProcedureRow
from city.procedures.refusals import AlreadyDecided, AlreadySent, ChangedElsewhere, Incomplete, NotSent
from city.procedures.searching import search_text
from city.procedures.states import CURRENT, DECIDED, ProcedureState
from city.towns import Town


async def submit(
    session: AsyncSession, town: Town, me: SignedIn, app_id: str, revision: int, now: datetime
) -> ProcedureRow:
    """Sends it with its number; the same revision again changes nothing more.

    Raises NotFound, ChangedElsewhere, AlreadySent, NotOpen, Incomplete.
    """
    row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        raise NotFound()
    if ProcedureState(row.state) not in CURRENT:
        if row.revision == revision:
            return row
        raise AlreadySent({"state": row.state})
    if row.revision != revision:
        raise ChangedElsewhere({"revision": row.revision})
    form = form_of(town, row, now.date())
    if form.is_draft:
        refuse_closed(town, row.key, now.date())
    counts = (await repository.document_counts(session, [row.id])).get(row.id, {})
    problems = [problem for problem in form.problems(counts) if problem.code != "FIELD_GONE"]
    if problems:
        raise Incomplete({"problems": [asdict(problem) for problem in problems]})
    await _send(session, town, row, form.definition, me, now)
    return row


async def withdraw(session: AsyncSession, me: SignedIn, app_id: str, now: datetime) -> None:
    """Takes it back while the city has not decided; harmless to repeat. Raises NotFound, NotSent, AlreadyDecided."""
    row = await repository.find(session, me.household_id, app_id, lock=True)
    if row is None:
        raise NotFound()
    state = ProcedureState(row.state)
    if state is ProcedureState.WITHDRAWN:
        return
    if state is ProcedureState.DRAFT:
        raise NotSent({"state": row.state})
    if state in DECIDED:
        raise AlreadyDecided({"state": row.state})
    row.state, row.asked, row.changed_at = ProcedureState.WITHDRAWN.value, [], now
    await repository.note(session, row, me.display_name, now)
    await tell_about(session, row, now)


async def tell_about(session: AsyncSession, row: ProcedureRow, now: datetime) -> None:
    """Wakes the household's devices: the procedure moved, and with it perhaps a registration."""
    topics = [Topic.PROCEDURES]
    if row.definition["effect"]["kind"] == "register":
        topics.append(Topic.REGISTRATIONS)
    await tell(session, row.household_id, *topics, now=now)


async def _send(
    session: AsyncSession, town: Town, row: ProcedureRow, definition: Definition, me: SignedIn, now: datetime
) -> None:
    """What is not asked of this family leaves: hidden answers, and the files of hidden fields."""
    shown = {question.key for question in asked(definition.questions, row.answers)}
    hidden = [question.key for question in definition.questions if question.key not in shown]
    await repository.delete_documents(session, row.id, hidden)
    row.answers = kept(definition, row.answers)
    row.definition = definition.model_dump(mode="json")
    row.state, row.words, row.asked = ProcedureState.PENDING.value, None, []
    row.sent_at, row.sent_by, row.changed_at = now, me.display_name, now
    row.reply_by = reply_day(town, now.date(), definition.reply_days)
    if row.number is None:
        row.number = f"D-{now.year}-{await repository.next_serial(session, now.year):06d}"
    row.search = search_text(row, await names_of(session, me.household_id))
    await repository.note(session, row, me.display_name, now)
    await tell_about(session, row, now)


def reply_day(town: Town, day: date, working_days: int) -> date:
    """The day on which the city usually has answered: so many working days later."""
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= town.on(day).calendar.is_working(day)
    return day
