"""`TypicalWeeks` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import Op, PatternLine, PatternPreview, PatternWeek, Slot, SlotState, TypicalWeek
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.bookings import FakeBookings


class FakeTypicalWeeks(FakeBookings):
    """Patterns laid over the slots that can be booked."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.weeks: dict[str, TypicalWeek] = {}

    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        await self.admit("typical_weeks")
        return tuple(self.weeks.values())

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self.admit("save_typical_week")
        self.weeks[week.id] = week

    async def delete_typical_week(self, week_id: str) -> None:
        await self.admit("delete_typical_week")
        self.weeks.pop(week_id, None)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        await self.admit("preview_typical_week")
        week = self.weeks.get(week_id)
        if week is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        ticks = {(tick.weekday, tick.service) for tick in week.ticks}
        made = builders.calendar(first_day, last_day)
        lines = [
            _pattern_line(slot, Op.BOOK if wanted else Op.CANCEL)
            for slot in (self.slots.get(slot.key, slot) for slot in made.slots)
            if slot.child == week.child and slot.service in week.services
            for wanted in ((slot.day.isoweekday(), slot.service) in ticks,)
            if (wanted and slot.state is not SlotState.BOOKED)
            or (not wanted and cancel_others and slot.state is SlotState.BOOKED)
        ]
        mondays = {day.day - timedelta(days=day.day.weekday()) for day in made.days}
        weeks = tuple(PatternWeek(monday=day, iso_week=day.isocalendar().week, applies=True) for day in sorted(mondays))
        return PatternPreview(source=builders.SOURCE, now=self.now(), lines=tuple(lines), untouched=(), weeks=weeks)


def _pattern_line(slot: Slot, op: Op) -> PatternLine:
    return PatternLine(
        op=op,
        child=slot.child,
        service=slot.service,
        day=slot.day,
        price_cents=slot.price_cents,
        possible=slot.can_book if op is Op.BOOK else slot.can_cancel,
        code=slot.reason.code,
    )
