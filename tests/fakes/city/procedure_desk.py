"""Démarches as the fake city holds them, and what its agents do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.dashboard import Block, SentContent, ToDoContent
from services.models.document import FileType
from services.models.notification import LiveTopic
from services.models.procedure import (
    EDITABLE,
    Answer,
    CatalogueItem,
    Definition,
    Document,
    FieldKind,
    Problem,
    Procedure,
    ProcedureFile,
    ProcedureState,
    Step,
)
from services.models.registration import Registrations
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.notifications import FakeNotifications

_PAGE = 20
_BYTES = {b"%PDF": FileType.PDF, b"\xff\xd8": FileType.JPG, b"\x89PNG": FileType.PNG}


@dataclass(frozen=True)
class KeptProcedure:
    """A procedure as the city has it."""

    procedure: Procedure
    answers: Mapping[str, Answer] = field(default_factory=dict)
    revision: int = 1
    documents: tuple[Document, ...] = ()
    history: tuple[Step, ...] = ()


class FakeProcedureDesk(FakeNotifications):
    """`kept_procedures` by id, last changed first. The desk's acts: `ask_back`, `decide`."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.catalogue_value: tuple[CatalogueItem, ...] = builders.catalogue()
        self.definitions: dict[str, Definition] = {
            key: builders.definition(key)
            for key in (builders.HEALTH, builders.QUOTIENT, builders.REGISTRATION, builders.ADDRESS)
        }
        answers: dict[str, Answer] = {"doctor": "Dr Petit", "phone": "01 49 41 00 00", "allergy": False}
        begun = (builders.procedure(), builders.quotient_draft(), *builders.sent_procedures())
        self.kept_procedures: dict[str, KeptProcedure] = {one.id: KeptProcedure(one, answers) for one in begun}
        self.registrations_value: Registrations = builders.registrations()
        self.contents: dict[tuple[str, str], bytes] = {}

    # the desk

    def decide(self, procedure_id: str, state: ProcedureState, words: str | None = None) -> None:
        """An agent decides, and the app hears of it."""
        self.step(procedure_id, state, "Nadia, service scolaire", words, decided_at=self.now())

    def ask_back(self, procedure_id: str, fields: tuple[str, ...], words: str) -> None:
        """An agent sends it back."""
        self.step(procedure_id, ProcedureState.TO_COMPLETE, "Nadia, service scolaire", words, asked=fields)

    def type_elsewhere(self, procedure_id: str, **answers: Answer) -> None:
        """The other guardian types into it."""
        kept = self.kept_procedures[procedure_id]
        self.kept_procedures[procedure_id] = replace(
            kept, answers={**kept.answers, **answers}, revision=kept.revision + 1
        )

    def own_blocks(self) -> dict[str, Block[Any]]:
        everything = [kept.procedure for kept in self.kept_procedures.values()]
        states = Counter(one.state for one in everything)
        current = tuple(one for one in everything if one.state in EDITABLE)
        drafts, to_complete = states[ProcedureState.DRAFT], states[ProcedureState.TO_COMPLETE]
        sent = SentContent(
            pending=states[ProcedureState.PENDING],
            validated=states[ProcedureState.VALIDATED],
            rejected=states[ProcedureState.REJECTED],
        )
        to_do = ToDoContent(items=current[:3], drafts=drafts, to_complete=to_complete)
        return {
            **super().own_blocks(),
            "to_do": Block[ToDoContent](value=to_do, as_of=self.now()),
            "sent": Block[SentContent](value=sent, as_of=self.now()),
        }

    # inside

    def kept_procedure(self, procedure_id: str) -> KeptProcedure:
        if procedure_id not in self.kept_procedures:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self.kept_procedures[procedure_id]

    def put_first(self, procedure_id: str, kept: KeptProcedure) -> None:
        others = {one: other for one, other in self.kept_procedures.items() if one != procedure_id}
        self.kept_procedures.clear()
        self.kept_procedures.update({procedure_id: kept, **others})

    def file_of(self, kept: KeptProcedure) -> ProcedureFile:
        return ProcedureFile(
            now=self.now(),
            procedure=kept.procedure,
            definition=self.definitions[kept.procedure.key],
            answers=kept.answers,
            revision=kept.revision,
            editable=self.editable_of(kept),
            problems=self.problems_of(kept),
            documents=kept.documents,
            history=kept.history,
        )

    def editable_of(self, kept: KeptProcedure) -> tuple[str, ...]:
        if kept.procedure.state is ProcedureState.TO_COMPLETE and kept.procedure.asked:
            return kept.procedure.asked
        fields = self.definitions[kept.procedure.key].fields if kept.procedure.state in EDITABLE else ()
        return tuple(one.key for one in fields)

    def problems_of(self, kept: KeptProcedure) -> tuple[Problem, ...]:
        """What is required and not there."""
        given = {document.field for document in kept.documents}
        return tuple(
            Problem(field=one.key, code="DOCUMENT_MISSING" if one.kind is FieldKind.DOCUMENT else "REQUIRED")
            for one in self.definitions[kept.procedure.key].asked(kept.answers)
            if one.required and one.key not in kept.answers and one.key not in given
        )

    def step(self, procedure_id: str, state: ProcedureState, by: str, words: str | None, **changes: object) -> None:
        kept = self.kept_procedure(procedure_id)
        step = Step(at=self.now(), state=state, by=by, words=words)
        procedure = kept.procedure.model_copy(update={"state": state, "words": words, **changes})
        self.kept_procedures[procedure_id] = replace(kept, procedure=procedure, history=(*kept.history, step))
        self.tell(LiveTopic.PROCEDURES)
