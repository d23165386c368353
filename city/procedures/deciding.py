"""The city's side of procedures, for its agents: what waits, deciding, asking back. The desk goes through here.

Every act looks at the state and at the revision under the procedure's lock: of two agents the second is told, and
nobody decides on answers that have changed since they were read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import Invalid, NotFound
from city.notifications import Kind, Target, notify
from city.procedures import repository
from city.procedures.answers import asked as fields_asked
from city.procedures.definition import Definition
from city.procedures.drafts import names_of
from city.procedures.effects import Case, apply
from city.procedures.models import ProcedureRow
from city.procedures.refusals import AlreadyDecided, ChangedElsewhere, WordsRequired
from city.procedures.searching import search_text
from city.procedures.sending import tell_about
from city.procedures.states import ProcedureState
from city.towns import Town


class Agent(Protocol):
    """Who decides. `name` is what the family reads."""

    @property
    def name(self) -> str: ...


async def decide(
    session: AsyncSession,
    town: Town,
    agent: Agent,
    procedure_id: str,
    verdict: Literal["validated", "rejected"],
    words: str = "",
    *,
    revision: int,
    now: datetime,
    quietly: bool = False,
) -> ProcedureRow:
    """Validates, and applies its effect, or rejects with the reason; the family is told. `procedure_id` is the city's.

    `revision`: that of the answers the agent has read. `quietly`: neither mail nor signal (what is told of the past).
    Raises NotFound, AlreadyDecided, ChangedElsewhere, WordsRequired (a rejection says why), EffectImpossible.
    """
    if verdict == "rejected" and not words.strip():
        raise WordsRequired()
    row = await _waiting(session, procedure_id, revision)
    if verdict == "validated":
        definition = Definition.model_validate(row.definition)
        row.effect = await apply(Case(session, town, row, definition, now))
    row.state, row.asked, row.decided_at = verdict, [], now
    await _tell(session, row, agent, words, now)
    params = {"number": row.number, "title": row.title, "state": row.state, "words": row.words}
    await notify(
        session,
        Kind.PROCEDURE_DECIDED,
        key=row.id,
        params=params,
        to=Target("procedure", row.app_id),
        household_id=row.household_id,
        now=now,
        quietly=quietly,
    )
    return row


async def ask_back(
    session: AsyncSession,
    agent: Agent,
    procedure_id: str,
    fields: Collection[str],
    words: str,
    *,
    revision: int,
    now: datetime,
    quietly: bool = False,
) -> ProcedureRow:
    """Sends it back to the family, for those fields (none = any), with words that say what is missing.

    Raises NotFound, AlreadyDecided, ChangedElsewhere, WordsRequired, Invalid (a field it has not).
    """
    if not words.strip():
        raise WordsRequired()
    row = await _waiting(session, procedure_id, revision)
    definition = Definition.model_validate(row.definition)
    shown = [question.key for question in fields_asked(definition.questions, row.answers)]
    if not set(fields) <= set(shown):
        raise Invalid({"errors": [{"where": "fields", "what": "unknown_field"}]})
    row.state, row.asked = ProcedureState.TO_COMPLETE.value, [key for key in shown if key in set(fields)]
    row.revision += 1
    place = await _tell(session, row, agent, words, now)
    await notify(
        session,
        Kind.PROCEDURE_TO_COMPLETE,
        key=f"{row.id} {place}",
        params={"number": row.number, "title": row.title, "words": row.words},
        to=Target("procedure", row.app_id),
        household_id=row.household_id,
        now=now,
        quietly=quietly,
    )
    return row


async def _waiting(session: AsyncSession, procedure_id: str, revision: int) -> ProcedureRow:
    row = await repository.find_any(session, procedure_id, lock=True)
    if row is None or row.state == ProcedureState.DRAFT:
        raise NotFound()
    if row.state != ProcedureState.PENDING:
        last = (await repository.history(session, row.id))[-1]
        raise AlreadyDecided({"state": row.state, "by": last.by})
    if row.revision != revision:
        raise ChangedElsewhere({"revision": row.revision})
    return row


async def _tell(session: AsyncSession, row: ProcedureRow, agent: Agent, words: str, now: datetime) -> int:
    """Keeps the words, the history and what can be searched, and wakes the family's devices."""
    row.words, row.changed_at = words.strip() or None, now
    row.search = search_text(row, await names_of(session, row.household_id))
    place = await repository.note(session, row, agent.name, now, row.words)
    await tell_about(session, row, now)
    return place
