"""The semaines types."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from services.models import PatternPreview, TypicalWeek
from services.models.base import DEFERRED
from services.portal.core import Part, needed
from services.ports import TypicalWeeks
from services.query import Query, Topic

_WEEKS: TypeAdapter[tuple[TypicalWeek, ...]] = TypeAdapter(tuple[TypicalWeek, ...], config=DEFERRED)


class TypicalWeekPart(Part):
    """Named patterns, kept and laid over a period."""

    def typical_weeks(self) -> Query[tuple[TypicalWeek, ...]]:
        return self._core.questions.of(
            "typical_weeks", Topic.TYPICAL_WEEKS, _WEEKS, lambda: self._patterns.typical_weeks()
        )

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self._core.exchange.ask(lambda: self._patterns.save_typical_week(week))
        self._core.exchange.announce(Topic.TYPICAL_WEEKS)

    async def delete_typical_week(self, week_id: str) -> None:
        await self._core.exchange.ask(lambda: self._patterns.delete_typical_week(week_id))
        self._core.exchange.announce(Topic.TYPICAL_WEEKS)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        """The difference the pattern would make over the period, days included."""
        return await self._core.exchange.ask(
            lambda: self._patterns.preview_typical_week(week_id, first_day, last_day, cancel_others=cancel_others)
        )

    @property
    def _patterns(self) -> TypicalWeeks:
        return needed(self._core.backend.typical_weeks)
