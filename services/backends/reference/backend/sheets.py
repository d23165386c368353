"""`Sheets` over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.base import Port
from services.backends.reference.mapping.sheet import child_body, contact_body, sheet
from services.models.sheet import ChildChanges, ContactPerson, Sheet
from services.transport import naming_errors


class ReferenceSheets(Port):
    """`Sheets`."""

    async def sheet(self) -> Sheet:
        answer = await self._client.ask("household", "sheet")
        with naming_errors():
            return sheet(answer, self._source)

    async def change_phones(self, person_id: str, phones: tuple[str, ...]) -> None:
        await self._client.tell("PATCH", "household", "sheet", "people", person_id, body={"phones": list(phones)})

    async def change_child(self, child_id: str, changes: ChildChanges) -> None:
        await self._client.tell("PATCH", "household", "sheet", "children", child_id, body=child_body(changes))

    async def put_contact(self, contact: ContactPerson) -> None:
        body = contact_body(contact)
        await self._client.tell("PUT", "household", "sheet", "contacts", contact.id, body=body)

    async def delete_contact(self, contact_id: str) -> None:
        await self._client.tell("DELETE", "household", "sheet", "contacts", contact_id)
