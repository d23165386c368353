"""Démarches, and the registrations they lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

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


class Procedures(Protocol):
    async def catalogue(self) -> tuple[CatalogueItem, ...]:
        """What the town offers, open or not."""
        ...

    async def definition(self, key: str) -> Definition:
        """The form as it is now. Raises NOT_FOUND."""
        ...

    async def procedures(
        self,
        group: ProcedureGroup = ProcedureGroup.ALL,
        state: ProcedureState | None = None,
        search: str = "",
        cursor: str | None = None,
    ) -> ProcedurePage:
        """The household's, last changed first: both guardians see them."""
        ...

    async def procedure(self, procedure_id: str) -> ProcedureFile:
        """One whole: form, answers, files, history."""
        ...

    async def save_draft(self, draft: Draft) -> Saved:
        """Keeps what was typed, wrong or not. Harmless to repeat.

        Raises CHANGED_ELSEWHERE (typed over an older revision), ALREADY_SENT, NOT_OPEN, TOO_MANY_DRAFTS.
        """
        ...

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
        """Adds a file; the same id again replaces it. `progress` hears the part sent, 0 to 1.

        Raises FILE_TOO_BIG (`max_bytes`), BAD_TYPE (`accepts`), EMPTY_FILE, BROKEN_FILE, TOO_MANY_FILES (`max`),
        ALREADY_SENT.
        """
        ...

    async def take_document_back(self, procedure_id: str, document_id: str) -> None:
        """Harmless to repeat. Raises ALREADY_SENT."""
        ...

    async def document(self, procedure_id: str, document_id: str) -> Paper:
        """The file, as it was given."""
        ...

    async def submit_procedure(self, procedure_id: str, revision: int) -> Procedure:
        """Sends it to the town; it has its number then. Harmless to repeat.

        Raises INCOMPLETE, CHANGED_ELSEWHERE, NOT_OPEN.
        """
        ...

    async def delete_draft(self, procedure_id: str) -> None:
        """Drafts only. Harmless to repeat. Raises ALREADY_SENT."""
        ...

    async def withdraw_procedure(self, procedure_id: str) -> None:
        """Harmless to repeat. Raises ALREADY_DECIDED."""
        ...

    async def correct_procedure(self, procedure_id: str, new_id: str) -> ProcedureFile:
        """A new draft with the answers and files of a rejected one. Harmless to repeat with the same `new_id`.

        Raises NOT_OPEN, TOO_MANY_DRAFTS.
        """
        ...


class RegistrationBook(Protocol):
    async def registrations(self) -> Registrations:
        """By child: what they are registered to, and what is open. Harmless to repeat."""
        ...
