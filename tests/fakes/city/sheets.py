"""`Sheets` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.sheet import Authorisations, ChildChanges, ContactPerson, Fact, Sheet
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.base import FakeGround


class FakeSheets(FakeGround):
    """`sheet_value` is what the city knows, and how each fact changes."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.sheet_value: Sheet = builders.sheet()

    async def sheet(self) -> Sheet:
        await self.admit("sheet")
        return self.sheet_value.model_copy(update={"now": self.now()})

    async def change_phones(self, person_id: str, phones: tuple[str, ...]) -> None:
        await self.admit("change_phones")
        if person_id not in {one.id for one in self.sheet_value.guardians}:
            raise ServiceError(ErrorKind.NOT_FOUND)
        guardians = tuple(
            one.model_copy(update={"phones": phones}) if one.id == person_id else one
            for one in self.sheet_value.guardians
        )
        self._knows(guardians=guardians)

    async def change_child(self, child_id: str, changes: ChildChanges) -> None:
        await self.admit("change_child")
        for name in changes.model_fields_set:
            key = self.sheet_value.procedures.get(Fact(name))
            if key is not None:
                raise ServiceError(ErrorKind.NEEDS_PROCEDURE, {"key": key})
        if child_id not in {one.id for one in self.sheet_value.children}:
            raise ServiceError(ErrorKind.NOT_FOUND)
        given: dict[str, object] = {name: getattr(changes, name) for name in changes.model_fields_set}
        if given.get("authorisations", changes) is None:
            given["authorisations"] = Authorisations()
        children = tuple(
            one.model_copy(update=given) if one.id == child_id else one for one in self.sheet_value.children
        )
        self._knows(children=children)

    async def put_contact(self, contact: ContactPerson) -> None:
        await self.admit("put_contact")
        others = tuple(one for one in self.sheet_value.contacts if one.id != contact.id)
        self._knows(contacts=(*others, contact))

    async def delete_contact(self, contact_id: str) -> None:
        await self.admit("delete_contact")
        self._knows(contacts=tuple(one for one in self.sheet_value.contacts if one.id != contact_id))

    def _knows(self, **changes: object) -> None:
        self.sheet_value = self.sheet_value.model_copy(update=changes)
