"""The calendar."""

from __future__ import annotations

from services.backends.reference import wire
from services.backends.reference.mapping.known import known
from services.models import Calendar, Day, DayKind, Reason, Slot, SlotState
from services.transport import texts


def calendar(answer: wire.CalendarWire, source: str) -> Calendar:
    return Calendar(
        source=source,
        now=answer.now,
        first_day=answer.first_day,
        last_day=answer.last_day,
        days=tuple(
            Day(day=day.date, kind=known(DayKind, day.kind, DayKind.UNKNOWN), name=day.name) for day in answer.days
        ),
        slots=tuple(map(_slot, answer.slots)),
    )


def _slot(answer: wire.SlotWire) -> Slot:
    reason = answer.reason
    return Slot(
        child=answer.child,
        service=answer.service,
        day=answer.date,
        state=known(SlotState, answer.state, SlotState.CLOSED),
        can_book=answer.can_book,
        can_cancel=answer.can_cancel,
        opens=answer.opens,
        book_by=answer.book_by,
        late_until=answer.late_until,
        cancel_by=answer.cancel_by,
        price_cents=answer.price_cents,
        surcharge_cents=answer.surcharge_cents,
        places_left=answer.places_left,
        position=answer.position,
        waiting_list=answer.waiting_list,
        reason=Reason(code=reason.code, params=texts(reason.params) if reason.params else {}),
    )
