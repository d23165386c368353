"""Démarches: what is offered, what is typed, what became of it."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable, Mapping

from pydantic import TypeAdapter

from services.drafts import DraftKeeper, KeptDraft
from services.errors import ErrorKind, ServiceError
from services.models.base import DEFERRED
from services.models.document import Paper
from services.models.procedure import (
    EDITABLE,
    Answer,
    CatalogueItem,
    Definition,
    Document,
    Procedure,
    ProcedureFile,
    ProcedureGroup,
    ProcedurePage,
    ProcedureState,
)
from services.models.registration import Registrations
from services.portal.core import Part, needed
from services.ports import Procedures
from services.presence import Belongings
from services.query import Copy, Query, Topic

_CATALOGUE: TypeAdapter[tuple[CatalogueItem, ...]] = TypeAdapter(tuple[CatalogueItem, ...], config=DEFERRED)
_DEFINITION: TypeAdapter[Definition] = TypeAdapter(Definition)
_PAGE: TypeAdapter[ProcedurePage] = TypeAdapter(ProcedurePage)
_FILE: TypeAdapter[ProcedureFile] = TypeAdapter(ProcedureFile)
_REGISTRATIONS: TypeAdapter[Registrations] = TypeAdapter(Registrations)


class ProceduresPart(Part):
    """`portal.procedures`. What is typed is followed by `Topic.DRAFTS`, the rest by its queries."""

    # what is read

    def catalogue(self) -> Query[tuple[CatalogueItem, ...]]:
        return self._core.questions.of("catalogue", Topic.PROCEDURES, _CATALOGUE, lambda: self._port.catalogue())

    def definition(self, key: str) -> Query[Definition]:
        name = f"definition:{key}"
        return self._core.questions.of(name, Topic.PROCEDURES, _DEFINITION, lambda: self._port.definition(key))

    def page(
        self,
        group: ProcedureGroup = ProcedureGroup.ALL,
        state: ProcedureState | None = None,
        search: str = "",
        cursor: str | None = None,
    ) -> Query[ProcedurePage]:
        """Last changed first."""
        name = f"procedures:{group}:{state or ''}:{search}:{cursor or ''}"
        return self._core.questions.of(
            name, Topic.PROCEDURES, _PAGE, lambda: self._port.procedures(group, state, search, cursor)
        )

    def file(self, procedure_id: str) -> Query[ProcedureFile]:
        """One whole. What is typed here over it is `typed`."""
        name = f"procedure:{procedure_id}"
        return self._core.questions.of(
            name, Topic.PROCEDURES, _FILE, lambda: self._port.procedure(procedure_id), self._take
        )

    def registrations(self) -> Query[Registrations]:
        """By child, in the order of birth."""
        return self._core.questions.of(
            "registrations",
            Topic.REGISTRATIONS,
            _REGISTRATIONS,
            lambda: needed(self._core.backend.registrations).registrations(),
        )

    async def document(self, procedure_id: str, document_id: str) -> Paper:
        return await self._core.exchange.ask(lambda: self._port.document(procedure_id, document_id))

    # what is typed

    def typed(self, procedure_id: str) -> KeptDraft | None:
        """The form as this device has it: what a page shows and types into. None before `begin` or `file` was had."""
        keeper = self._core.presence.mine.drafts
        return keeper.shelf.find(procedure_id) if keeper is not None else None

    @property
    def waiting(self) -> tuple[KeptDraft, ...]:
        """What is typed on this device and not at the city yet."""
        keeper = self._core.presence.mine.drafts
        return tuple(kept for kept in keeper.shelf.drafts if kept.waiting) if keeper is not None else ()

    async def begin(
        self, definition: Definition, child: str | None = None, answers: Mapping[str, Answer] | None = None
    ) -> str:
        """A new form, with `answers` filled in; its id. The city hears of it with the first answer typed."""
        procedure_id = self._core.make_key()
        await self._keeper.begin(procedure_id, definition, child, answers or {})
        return procedure_id

    async def write(self, procedure_id: str, field: str, answer: Answer | None) -> None:
        """This field is answered so (None = emptied). Kept when it returns; sent by itself when typing pauses."""
        await self._keeper.write(procedure_id, {field: answer})

    async def choose_child(self, procedure_id: str, child: str | None) -> None:
        await self._keeper.choose_child(procedure_id, child)

    async def save(self, procedure_id: str) -> KeptDraft:
        """Sends what is typed now: on leaving the page. Raises CHANGED_ELSEWHERE when `clashes` wait for `resolve`."""
        return await self._keeper.flush(procedure_id)

    async def resolve(self, procedure_id: str, *, mine: bool) -> None:
        """Where both devices typed: what was typed here stands, or what was typed there."""
        await self._keeper.resolve(procedure_id, mine=mine)

    async def forget_typed(self, procedure_id: str) -> None:
        """The parent knows that the city does not take what is typed here (`refused`)."""
        await self._keeper.discard(procedure_id)

    async def send_typed(self) -> None:
        """Sends what waits. Never raises ServiceError."""
        if self._core.presence.mine.drafts is not None:
            await self._core.presence.mine.drafts.send_all()

    # documents

    async def give_document(
        self,
        procedure_id: str,
        field: str,
        name: str,
        content: bytes,
        *,
        progress: Callable[[float], None] = lambda _part: None,
        document_id: str | None = None,
    ) -> Document:
        """Adds a file. `progress` hears the part sent, 0 to 1. The same `document_id` again replaces it.

        Raises FILE_TOO_BIG, BAD_TYPE, EMPTY_FILE, BROKEN_FILE, TOO_MANY_FILES, ALREADY_SENT.
        """
        if self.typed(procedure_id) is not None:
            await self._keeper.flush(procedure_id)
        made = document_id or self._core.make_key()
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        document = await self._core.exchange.ask(
            lambda: self._port.give_document(procedure_id, made, field, name, media_type, content, progress)
        )
        self._core.exchange.announce(Topic.PROCEDURES)
        return document

    async def take_document_back(self, procedure_id: str, document_id: str) -> None:
        await self._change(lambda: self._port.take_document_back(procedure_id, document_id))

    # what becomes of it

    async def submit(self, procedure_id: str) -> Procedure:
        """Sends what is typed, then the whole. Raises INCOMPLETE (the file says what is missing), CHANGED_ELSEWHERE."""
        kept = await self._keeper.flush(procedure_id)
        try:
            sent = await self._core.exchange.ask(lambda: self._port.submit_procedure(procedure_id, kept.draft.revision))
        except ServiceError as error:
            if error.kind in (ErrorKind.INCOMPLETE, ErrorKind.CHANGED_ELSEWHERE, ErrorKind.ALREADY_SENT):
                self._core.exchange.announce(Topic.PROCEDURES)
            raise
        await self._keeper.discard(procedure_id)
        self._core.exchange.announce(Topic.PROCEDURES)
        return sent

    async def delete(self, procedure_id: str) -> None:
        """A draft, here and at the city."""
        kept = self.typed(procedure_id)
        if kept is None or kept.draft.revision > 0 or kept.waiting:
            await self._core.exchange.ask(lambda: self._port.delete_draft(procedure_id))
        await self._keeper.discard(procedure_id)
        self._core.exchange.announce(Topic.PROCEDURES)

    async def withdraw(self, procedure_id: str) -> None:
        """Raises ALREADY_DECIDED."""
        await self._change(lambda: self._port.withdraw_procedure(procedure_id))

    async def correct(self, procedure_id: str) -> str:
        """A new draft with the answers and files of a rejected one; its id."""
        new_id = self._core.make_key()
        file = await self._core.exchange.ask(lambda: self._port.correct_procedure(procedure_id, new_id))
        await self._keeper.take(file)
        self._core.exchange.announce(Topic.PROCEDURES)
        return new_id

    # inside

    @property
    def _port(self) -> Procedures:
        return needed(self._core.backend.procedures)

    @property
    def _keeper(self) -> DraftKeeper:
        keeper = self._core.presence.mine.drafts
        if keeper is None:
            raise ServiceError(
                ErrorKind.SESSION_EXPIRED if self._core.presence.account is None else ErrorKind.NOT_FOUND
            )
        return keeper

    async def _take(self, mine: Belongings, copy: Copy[ProcedureFile]) -> Copy[ProcedureFile]:
        if mine.drafts is not None:
            if copy.value.procedure.state in EDITABLE:
                await mine.drafts.take(copy.value)
            else:
                await mine.drafts.close(copy.value.procedure.id)
        return copy

    async def _change(self, call: Callable[[], Awaitable[None]]) -> None:
        await self._core.exchange.ask(call)
        self._core.exchange.announce(Topic.PROCEDURES)
