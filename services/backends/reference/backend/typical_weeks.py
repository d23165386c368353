"""`TypicalWeeks` over the reference city."""

from __future__ import annotations

from datetime import date

from services.backends.reference import mapping, wire
from services.backends.reference.backend.base import Port
from services.models import PatternPreview, TypicalWeek
from services.transport import naming_errors


class ReferenceTypicalWeeks(Port):
    """`TypicalWeeks`."""

    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        answer = await self._client.get(wire.TypicalWeeksWire, "typical-weeks")
        with naming_errors():
            return tuple(mapping.typical_week(week, self._source) for week in answer.items)

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self._client.tell("PUT", "typical-weeks", week.id, body=mapping.typical_week_body(week))

    async def delete_typical_week(self, week_id: str) -> None:
        await self._client.tell("DELETE", "typical-weeks", week_id)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        body = {"from": first_day.isoformat(), "to": last_day.isoformat(), "cancel_others": cancel_others}
        path = ("typical-weeks", week_id, "preview")
        answer = await self._client.send(wire.PatternPreviewWire, "POST", *path, body=body)
        with naming_errors():
            return mapping.pattern_preview(answer, self._source)
