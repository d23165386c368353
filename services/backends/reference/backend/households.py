"""`Households` over the reference city."""

from __future__ import annotations

from services.backends.reference import mapping, wire
from services.backends.reference.backend.base import Port
from services.models import Household
from services.transport import naming_errors


class ReferenceHouseholds(Port):
    """`Households`."""

    async def household(self) -> Household:
        answer = await self._client.get(wire.HouseholdWire, "household")
        with naming_errors():
            return mapping.household(answer, self._source)
