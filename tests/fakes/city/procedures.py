"""`Procedures` and `RegistrationBook` of the fake city."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.document import FileType, Paper
from services.models.notification import LiveTopic
from services.models.procedure import (
    EDITABLE,
    Answer,
    CatalogueItem,
    Definition,
    Document,
    Draft,
    FieldKind,
    Problem,
    Procedure,
    ProcedureFile,
    ProcedureGroup,
    ProcedurePage,
    ProcedureState,
    Saved,
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


class FakeProcedures(FakeNotifications):
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
        self._contents: dict[tuple[str, str], bytes] = {}

    # the desk

    def decide(self, procedure_id: str, state: ProcedureState, words: str | None = None) -> None:
        """An agent decides, and the app hears of it."""
        self._step(procedure_id, state, "Nadia, service scolaire", words, decided_at=self.now())

    def ask_back(self, procedure_id: str, fields: tuple[str, ...], words: str) -> None:
        """An agent sends it back."""
        self._step(procedure_id, ProcedureState.TO_COMPLETE, "Nadia, service scolaire", words, asked=fields)

    def type_elsewhere(self, procedure_id: str, **answers: Answer) -> None:
        """The other guardian types into it."""
        kept = self.kept_procedures[procedure_id]
        self.kept_procedures[procedure_id] = replace(
            kept, answers={**kept.answers, **answers}, revision=kept.revision + 1
        )

    # the port

    async def catalogue(self) -> tuple[CatalogueItem, ...]:
        await self.admit("catalogue")
        return self.catalogue_value

    async def definition(self, key: str) -> Definition:
        await self.admit("definition")
        if key not in self.definitions:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self.definitions[key]

    async def procedures(
        self,
        group: ProcedureGroup = ProcedureGroup.ALL,
        state: ProcedureState | None = None,
        search: str = "",
        cursor: str | None = None,
    ) -> ProcedurePage:
        await self.admit("procedures")
        everything = [kept.procedure for kept in self.kept_procedures.values()]
        current = [one for one in everything if one.state in EDITABLE]
        found = [
            one
            for one in everything
            if (group is ProcedureGroup.ALL or (group is ProcedureGroup.CURRENT) == (one.state in EDITABLE))
            and (state is None or one.state is state)
            and search.lower() in f"{one.title} {one.number}".lower()
        ]
        start = int(cursor or 0)
        return ProcedurePage(
            now=self.now(),
            items=tuple(found[start : start + _PAGE]),
            next=str(start + _PAGE) if start + _PAGE < len(found) else None,
            current=len(current),
            sent=len(everything) - len(current),
        )

    async def procedure(self, procedure_id: str) -> ProcedureFile:
        await self.admit("procedure")
        return self._file(self._kept(procedure_id))

    async def save_draft(self, draft: Draft) -> Saved:
        await self.admit("save_draft")
        kept = self.kept_procedures.get(draft.id)
        if kept is None and draft.revision:
            raise ServiceError(ErrorKind.NOT_FOUND)
        if kept is not None and kept.procedure.state not in EDITABLE:
            raise ServiceError(ErrorKind.ALREADY_SENT)
        again = kept is not None and kept.revision == draft.revision + 1 and kept.answers == draft.answers
        if kept is not None and kept.revision != draft.revision and not again:
            raise ServiceError(ErrorKind.CHANGED_ELSEWHERE, {"revision": str(kept.revision)})
        definition = self.definitions[draft.key]
        procedure = kept.procedure if kept is not None else _new(draft, definition)
        procedure = procedure.model_copy(
            update={"saved_at": self.now(), "child": draft.child, "answered": len(draft.answers)}
        )
        base = kept or KeptProcedure(procedure, revision=0)
        changed = replace(base, procedure=procedure, answers=dict(draft.answers), revision=draft.revision + 1)
        self._put_first(draft.id, changed)
        return Saved(
            revision=changed.revision,
            saved_at=self.now(),
            problems=self._problems(changed),
            version=definition.version,
        )

    async def give_document(
        self,
        procedure_id: str,
        document_id: str,
        field: str,
        name: str,
        media_type: str,
        content: bytes,
        progress: Callable[[float], None],
    ) -> Document:
        await self.admit("give_document")
        kept = self._kept(procedure_id)
        asked = self.definitions[kept.procedure.key].field(field)
        if kept.procedure.state not in EDITABLE:
            raise ServiceError(ErrorKind.ALREADY_SENT)
        if not content:
            raise ServiceError(ErrorKind.EMPTY_FILE)
        if asked is not None and asked.max_bytes is not None and len(content) > asked.max_bytes:
            raise ServiceError(ErrorKind.FILE_TOO_BIG, {"max_bytes": str(asked.max_bytes)})
        kind = next((kind for head, kind in _BYTES.items() if content.startswith(head)), None)
        if kind is None:
            raise ServiceError(ErrorKind.BAD_TYPE, {"accepts": "pdf,jpg,png,heic"})
        for part in (0.5, 1.0):
            progress(part)
        document = Document(id=document_id, field=field, name=name, type=kind, size=len(content))
        others = tuple(one for one in kept.documents if one.id != document_id)
        self.kept_procedures[procedure_id] = replace(kept, documents=(*others, document))
        self._contents[procedure_id, document_id] = content
        return document

    async def take_document_back(self, procedure_id: str, document_id: str) -> None:
        await self.admit("take_document_back")
        kept = self._kept(procedure_id)
        left = tuple(one for one in kept.documents if one.id != document_id)
        self.kept_procedures[procedure_id] = replace(kept, documents=left)

    async def document(self, procedure_id: str, document_id: str) -> Paper:
        await self.admit("document")
        given = next((one for one in self._kept(procedure_id).documents if one.id == document_id), None)
        if given is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        content = self._contents[procedure_id, document_id]
        return Paper(name=given.name, media_type="application/octet-stream", content=content)

    async def submit_procedure(self, procedure_id: str, revision: int) -> Procedure:
        await self.admit("submit_procedure")
        kept = self._kept(procedure_id)
        if kept.procedure.state not in EDITABLE:
            return kept.procedure
        if kept.revision != revision:
            raise ServiceError(ErrorKind.CHANGED_ELSEWHERE, {"revision": str(kept.revision)})
        if self._problems(kept):
            raise ServiceError(ErrorKind.INCOMPLETE)
        number = kept.procedure.number or f"2026-{len(self.kept_procedures) + 311:06d}"
        changes = {"number": number, "sent_at": self.now(), "asked": ()}
        self._step(procedure_id, ProcedureState.PENDING, "Camille Martin", None, **changes)
        return self.kept_procedures[procedure_id].procedure

    async def delete_draft(self, procedure_id: str) -> None:
        await self.admit("delete_draft")
        kept = self.kept_procedures.get(procedure_id)
        if kept is not None and kept.procedure.state is not ProcedureState.DRAFT:
            raise ServiceError(ErrorKind.ALREADY_SENT)
        self.kept_procedures.pop(procedure_id, None)

    async def withdraw_procedure(self, procedure_id: str) -> None:
        await self.admit("withdraw_procedure")
        if self._kept(procedure_id).procedure.decided_at is not None:
            raise ServiceError(ErrorKind.ALREADY_DECIDED)
        self._step(procedure_id, ProcedureState.WITHDRAWN, "Camille Martin", None)

    async def correct_procedure(self, procedure_id: str, new_id: str) -> ProcedureFile:
        await self.admit("correct_procedure")
        kept = self._kept(procedure_id)
        changes = {"id": new_id, "number": None, "state": ProcedureState.DRAFT, "words": None, "sent_at": None}
        draft = kept.procedure.model_copy(update={**changes, "decided_at": None})
        if new_id not in self.kept_procedures:
            self._put_first(new_id, replace(kept, procedure=draft, revision=1))
        return self._file(self.kept_procedures[new_id])

    async def registrations(self) -> Registrations:
        await self.admit("registrations")
        return self.registrations_value

    # inside

    def _kept(self, procedure_id: str) -> KeptProcedure:
        if procedure_id not in self.kept_procedures:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self.kept_procedures[procedure_id]

    def _put_first(self, procedure_id: str, kept: KeptProcedure) -> None:
        others = {one: other for one, other in self.kept_procedures.items() if one != procedure_id}
        self.kept_procedures.clear()
        self.kept_procedures.update({procedure_id: kept, **others})

    def _file(self, kept: KeptProcedure) -> ProcedureFile:
        return ProcedureFile(
            now=self.now(),
            procedure=kept.procedure,
            definition=self.definitions[kept.procedure.key],
            answers=kept.answers,
            revision=kept.revision,
            editable=self._editable(kept),
            problems=self._problems(kept),
            documents=kept.documents,
            history=kept.history,
        )

    def _editable(self, kept: KeptProcedure) -> tuple[str, ...]:
        if kept.procedure.state is ProcedureState.TO_COMPLETE and kept.procedure.asked:
            return kept.procedure.asked
        fields = self.definitions[kept.procedure.key].fields if kept.procedure.state in EDITABLE else ()
        return tuple(one.key for one in fields)

    def _problems(self, kept: KeptProcedure) -> tuple[Problem, ...]:
        """What is required and not there."""
        given = {document.field for document in kept.documents}
        return tuple(
            Problem(field=one.key, code="DOCUMENT_MISSING" if one.kind is FieldKind.DOCUMENT else "REQUIRED")
            for one in self.definitions[kept.procedure.key].asked(kept.answers)
            if one.required and one.key not in kept.answers and one.key not in given
        )

    def _step(self, procedure_id: str, state: ProcedureState, by: str, words: str | None, **changes: object) -> None:
        kept = self._kept(procedure_id)
        step = Step(at=self.now(), state=state, by=by, words=words)
        procedure = kept.procedure.model_copy(update={"state": state, "words": words, **changes})
        self.kept_procedures[procedure_id] = replace(kept, procedure=procedure, history=(*kept.history, step))
        self.tell(LiveTopic.PROCEDURES)


def _new(draft: Draft, definition: Definition) -> Procedure:
    return Procedure(
        source=builders.SOURCE,
        id=draft.id,
        number=None,
        key=draft.key,
        title=definition.title,
        icon=draft.key,
        child=draft.child,
        child_name=None,
        state=ProcedureState.DRAFT,
        of=len(definition.fields),
    )
