"""Procedures at the desk: the list, one of them with its papers, and what an agent decides or asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, acting_with, agent_with
from city.desk.exchanges.procedure_words import answer_words, effect_words, state_look, state_words, states
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.documents.download import download
from city.messages.offices import signature
from city.procedures import deciding, papers, waiting
from city.procedures.models import ProcedureRow
from city.procedures.states import ProcedureState
from city.towns import Town

router = APIRouter(prefix="/demarches")

Reader = Annotated[SignedInAgent, agent_with(Right.PROCEDURES)]
Deciding = Annotated[Acting, acting_with(Right.PROCEDURES)]
Word = Annotated[str, Query(max_length=100)]
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Signature:
    """An agent as the family reads them: « Nadia, service scolaire »."""

    name: str


@router.get("")
async def show_procedures(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    etat: Word = ProcedureState.PENDING.value,
    type: Word = "",
    service: Word = "",
    q: Word = "",
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """Those that wait, the longest waiting first; or others."""
    wanted = [ProcedureState(etat)] if etat in waiting.SEEN else sorted(waiting.SEEN)
    listed, more = await waiting.pending(
        session, states=wanted, office=service or None, key=type or None, q=q, page=page_
    )
    return page(
        request,
        "exchanges/procedures.html",
        listed=listed,
        more=more,
        number=page_,
        asked={"etat": etat if etat in waiting.SEEN else "", "type": type, "service": service, "q": q},
        states=states(),
        kinds=_kinds(town, now.date()),
        offices=_offices(town, now.date()),
        state_words=state_words,
        state_look=state_look,
        today=now.date(),
        zone=town.time_zone,
    )


@router.get("/{procedure_id}")
async def show_procedure(
    request: Request, procedure_id: str, _reader: Reader, session: Transaction, town: TheTown
) -> Response:
    """One of them: answers, papers, history, and the forms to decide while it waits."""
    file = await waiting.open_file(session, procedure_id)
    return page(
        request,
        "exchanges/procedure.html",
        file=file,
        waits=file.summary.state == ProcedureState.PENDING,
        answer_words=answer_words,
        effect=effect_words(file.effect),
        state_words=state_words,
        state_look=state_look,
        zone=town.time_zone,
    )


@router.get("/{procedure_id}/documents/{document_id}")
async def open_document(procedure_id: str, document_id: str, _reader: Reader, session: Transaction) -> Response:
    """A paper of the family, saved and never shown inside the desk."""
    paper = await papers.read_any(session, procedure_id, document_id)
    return download(paper.data, paper.name, paper.kind)


@router.post("/{procedure_id}/decision")
async def decide(procedure_id: str, acting: Deciding) -> Response:
    """Validates (its effect is applied) or rejects with the reason."""
    form = acting.form
    verdict: Literal["validated", "rejected"]
    match form.text("decision"):
        case "validated":
            verdict, act = "validated", Act.PROCEDURE_VALIDATED
        case "rejected":
            verdict, act = "rejected", Act.PROCEDURE_REJECTED
        case _:
            raise BadForm({"field": "decision"})
    row = await deciding.decide(
        acting.session,
        acting.town,
        await _signature(acting, procedure_id),
        procedure_id,
        verdict,
        form.text("mots", longest=_LONGEST, required=False),
        revision=form.number("revision"),
        now=acting.now,
    )
    await _record(acting, act, row)
    return done(f"{DESK}/demarches", verdict)


@router.post("/{procedure_id}/complement")
async def ask_back(procedure_id: str, acting: Deciding) -> Response:
    """Sends it back for some of its answers, with the city's words."""
    row = await deciding.ask_back(
        acting.session,
        await _signature(acting, procedure_id),
        procedure_id,
        acting.form.all("champ"),
        acting.form.text("mots", longest=_LONGEST, required=False),
        revision=acting.form.number("revision"),
        now=acting.now,
    )
    await _record(acting, Act.PROCEDURE_SENT_BACK, row)
    return done(f"{DESK}/demarches", "complement")


async def _record(acting: Acting, act: Act, row: ProcedureRow) -> None:
    after = {"state": row.state, "words": row.words, "asked": row.asked, "effect": row.effect}
    before = {"state": ProcedureState.PENDING.value}
    target = Target("procedure", row.id, f"{row.number}, {row.title}")
    await acting.record(act, target, before=before, after=after)


async def _signature(acting: Acting, procedure_id: str) -> _Signature:
    """With the name of the office that the town file gives the procedure. Raises NotFound."""
    file = await waiting.open_file(acting.session, procedure_id)
    return _Signature(signature(acting.agent.first_name, file.definition.office_name))


def _kinds(town: Town, day: date) -> list[tuple[str, str]]:
    return [(key, entry.definition.title) for key, entry in town.catalogue(day).entries.items()]


def _offices(town: Town, day: date) -> list[tuple[str, str]]:
    definitions = [entry.definition for entry in town.catalogue(day).entries.values()]
    return sorted({(found.office, found.office_name) for found in definitions}, key=lambda pair: pair[1])
