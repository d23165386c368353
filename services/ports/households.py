"""Who the parent is to the city."""

from __future__ import annotations

from typing import Protocol

from services.models import Household


class Households(Protocol):
    async def household(self) -> Household:
        """The signed-in household, its children, their registrations and services. Harmless to repeat."""
        ...
