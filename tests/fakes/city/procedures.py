"""`Procedures` and `RegistrationBook` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.errors import ErrorKind, ServiceError
from services.models.document import FileType, Paper
from services.models.procedure import (
    EDITABLE,
    CatalogueItem,
    Definition,
    Document,
    Draft,
    Procedure,
    ProcedureFile,
    ProcedureGroup,
    ProcedurePage,
    ProcedureState,
    Saved,
)
from services.models.registration import Registrations
from tests.fakes import builders
from tests.fakes.city.procedure_desk import FakeProcedureDesk, KeptProcedure

_PAGE = 20
_BYTES = {b"%PDF": FileType.PDF, b"\xff\xd8": FileType.JPG, b"\x89PNG": FileType.PNG}


class FakeProcedures(FakeProcedureDesk):
    """The port over what `FakeProcedureDesk` holds. `saves_lost`: a draft comes, and the app never hears so."""

    saves_lost = False

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
        return self.file_of(self.kept_procedure(procedure_id))

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
        self.put_first(draft.id, changed)
        if self.saves_lost:
            raise ServiceError(ErrorKind.CITY_DOWN)
        return Saved(
            revision=changed.revision,
            saved_at=self.now(),
            problems=self.problems_of(changed),
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
        kept = self.kept_procedure(procedure_id)
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
        self.contents[procedure_id, document_id] = content
        return document

    async def take_document_back(self, procedure_id: str, document_id: str) -> None:
        await self.admit("take_document_back")
        kept = self.kept_procedure(procedure_id)
        left = tuple(one for one in kept.documents if one.id != document_id)
        self.kept_procedures[procedure_id] = replace(kept, documents=left)

    async def document(self, procedure_id: str, document_id: str) -> Paper:
        await self.admit("document")
        given = next((one for one in self.kept_procedure(procedure_id).documents if one.id == document_id), None)
        if given is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        content = self.contents[procedure_id, document_id]
        return Paper(name=given.name, media_type="application/octet-stream", content=content)

    async def submit_procedure(self, procedure_id: str, revision: int) -> Procedure:
        await self.admit("submit_procedure")
        kept = self.kept_procedure(procedure_id)
        if kept.procedure.state not in EDITABLE:
            return kept.procedure
        if kept.revision != revision:
            raise ServiceError(ErrorKind.CHANGED_ELSEWHERE, {"revision": str(kept.revision)})
        if self.problems_of(kept):
            raise ServiceError(ErrorKind.INCOMPLETE)
        number = kept.procedure.number or f"2026-{len(self.kept_procedures) + 311:06d}"
        changes = {"number": number, "sent_at": self.now(), "asked": ()}
        self.step(procedure_id, ProcedureState.PENDING, "Camille Martin", None, **changes)
        return self.kept_procedures[procedure_id].procedure

    async def delete_draft(self, procedure_id: str) -> None:
        await self.admit("delete_draft")
        kept = self.kept_procedures.get(procedure_id)
        if kept is not None and kept.procedure.state is not ProcedureState.DRAFT:
            raise ServiceError(ErrorKind.ALREADY_SENT)
        self.kept_procedures.pop(procedure_id, None)

    async def withdraw_procedure(self, procedure_id: str) -> None:
        await self.admit("withdraw_procedure")
        if self.kept_procedure(procedure_id).procedure.decided_at is not None:
            raise ServiceError(ErrorKind.ALREADY_DECIDED)
        self.step(procedure_id, ProcedureState.WITHDRAWN, "Camille Martin", None)

    async def correct_procedure(self, procedure_id: str, new_id: str) -> ProcedureFile:
        await self.admit("correct_procedure")
        kept = self.kept_procedure(procedure_id)
        changes = {"id": new_id, "number": None, "state": ProcedureState.DRAFT, "words": None, "sent_at": None}
        draft = kept.procedure.model_copy(update={**changes, "decided_at": None})
        if new_id not in self.kept_procedures:
            self.put_first(new_id, replace(kept, procedure=draft, revision=1))
        return self.file_of(self.kept_procedures[new_id])

    async def registrations(self) -> Registrations:
        await self.admit("registrations")
        return self.registrations_value


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
