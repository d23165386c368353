"""Named patterns of a child's week."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from services.models import PatternPreview, TypicalWeek


class TypicalWeeks(Protocol):
    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        """All named patterns of the household's children."""
        ...

    async def save_typical_week(self, week: TypicalWeek) -> None:
        """Creates or replaces the pattern of that id. Harmless to repeat."""
        ...

    async def delete_typical_week(self, week_id: str) -> None:
        """Harmless to repeat."""
        ...

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        """The difference the pattern would make over the period, line by line. Writes nothing."""
        ...
