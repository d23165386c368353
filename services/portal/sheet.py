"""« Mon Foyer »."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pydantic import TypeAdapter

from services.models.sheet import ChildChanges, ContactPerson, Sheet
from services.portal.core import Part, needed
from services.ports import Sheets
from services.query import Query, Topic

_SHEET: TypeAdapter[Sheet] = TypeAdapter(Sheet)


class SheetPart(Part):
    """`portal.sheet`. Writes raise NEEDS_PROCEDURE (`key`) for what goes through the city."""

    def read(self) -> Query[Sheet]:
        """What the city knows of the household, how each fact changes, and what is missing."""
        return self._core.questions.of("sheet", Topic.SHEET, _SHEET, lambda: self._port.sheet())

    async def change_phones(self, person_id: str, phones: tuple[str, ...]) -> None:
        """All phones of a guardian."""
        await self._change(lambda: self._port.change_phones(person_id, phones))

    async def change_child(self, child_id: str, changes: ChildChanges) -> None:
        """Only what is given in `changes`."""
        await self._change(lambda: self._port.change_child(child_id, changes))

    def new_contact_id(self) -> str:
        """For a `ContactPerson` that the city does not have yet: the same id again changes nothing twice."""
        return self._core.make_key()

    async def put_contact(self, contact: ContactPerson) -> None:
        """Writes or replaces somebody to call, or who may pick children up."""
        await self._change(lambda: self._port.put_contact(contact))

    async def delete_contact(self, contact_id: str) -> None:
        await self._change(lambda: self._port.delete_contact(contact_id))

    @property
    def _port(self) -> Sheets:
        return needed(self._core.backend.sheets)

    async def _change(self, call: Callable[[], Awaitable[None]]) -> None:
        await self._core.exchange.ask(call)
        self._core.exchange.announce(Topic.SHEET)
