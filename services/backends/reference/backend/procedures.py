"""`Procedures` and `RegistrationBook` over the reference city."""

from __future__ import annotations

import json
from collections.abc import Callable

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping import procedure as read
from services.backends.reference.mapping.document import paper
from services.backends.reference.mapping.picking import section
from services.backends.reference.mapping.registration import registrations
from services.models.document import Paper
from services.models.procedure import (
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
from services.transport import naming_errors


class ReferenceProcedures(Port):
    """`Procedures`."""

    async def catalogue(self) -> tuple[CatalogueItem, ...]:
        answer = await self._client.ask("procedures", "catalogue")
        with naming_errors():
            return read.catalogue(answer, self._source)

    async def definition(self, key: str) -> Definition:
        answer = await self._client.ask("procedures", "catalogue", key)
        with naming_errors():
            return read.definition(answer, self._source)

    async def procedures(
        self,
        group: ProcedureGroup = ProcedureGroup.ALL,
        state: ProcedureState | None = None,
        search: str = "",
        cursor: str | None = None,
    ) -> ProcedurePage:
        asked = {"group": group.value, "state": state.value if state else None, "q": search, "cursor": cursor}
        answer = await self._client.ask("procedures", params=asked)
        with naming_errors():
            return read.procedure_page(answer, self._source)

    async def procedure(self, procedure_id: str) -> ProcedureFile:
        answer = await self._client.ask("procedures", procedure_id)
        with naming_errors():
            return read.procedure_file(answer, self._source)

    async def save_draft(self, draft: Draft) -> Saved:
        answer = await self._client.write("PUT", "procedures", draft.id, body=read.draft_body(draft))
        with naming_errors():
            return read.saved(answer)

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
        path = address("procedures", procedure_id, "documents", document_id)
        asked = {"field": field, "name": name}
        answer = await self._client.transport.upload(path, content, media_type, asked, progress)
        with naming_errors():
            return read.document({"field": field, **section(json.loads(answer))})

    async def take_document_back(self, procedure_id: str, document_id: str) -> None:
        await self._client.tell("DELETE", "procedures", procedure_id, "documents", document_id)

    async def document(self, procedure_id: str, document_id: str) -> Paper:
        path = address("procedures", procedure_id, "documents", document_id)
        return paper(await self._client.transport.download(path), document_id)

    async def submit_procedure(self, procedure_id: str, revision: int) -> Procedure:
        answer = await self._client.write("POST", "procedures", procedure_id, "submit", body={"revision": revision})
        with naming_errors():
            return read.procedure(answer, self._source)

    async def delete_draft(self, procedure_id: str) -> None:
        await self._client.tell("DELETE", "procedures", procedure_id)

    async def withdraw_procedure(self, procedure_id: str) -> None:
        await self._client.tell("POST", "procedures", procedure_id, "withdraw")

    async def correct_procedure(self, procedure_id: str, new_id: str) -> ProcedureFile:
        answer = await self._client.write("POST", "procedures", procedure_id, "correct", body={"id": new_id})
        with naming_errors():
            return read.procedure_file(answer, self._source)


class ReferenceRegistrations(Port):
    """`RegistrationBook`."""

    async def registrations(self) -> Registrations:
        answer = await self._client.ask("registrations")
        with naming_errors():
            return registrations(answer, self._source)
