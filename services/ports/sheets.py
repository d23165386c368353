"""« Mon Foyer »."""

from __future__ import annotations

from typing import Protocol

from services.models.sheet import ChildChanges, ContactPerson, Sheet


class Sheets(Protocol):
    """Every write is harmless to repeat, and raises NEEDS_PROCEDURE (`key`) for what goes through the city."""

    async def sheet(self) -> Sheet:
        """What the city knows of the household, how each fact changes, and what is missing."""
        ...

    async def change_phones(self, person_id: str, phones: tuple[str, ...]) -> None:
        """All phones of a guardian. Raises INVALID for what is no phone."""
        ...

    async def change_child(self, child_id: str, changes: ChildChanges) -> None:
        """What is given in `changes`; the child's other household is told."""
        ...

    async def put_contact(self, contact: ContactPerson) -> None:
        """Writes or replaces somebody to call or who may pick children up; the app makes the id."""
        ...

    async def delete_contact(self, contact_id: str) -> None: ...
