"""The calendar of the picture."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from services.models import Calendar, Day, DayKind, Reason, Slot, SlotKey, SlotState
from tests.fakes.builders.family import REGISTERED
from tests.fakes.builders.names import (
    ALICE,
    EVENING,
    FRIDAY,
    LILA,
    MEAL,
    MONDAY,
    MORNING,
    NOE,
    NOW,
    PARIS,
    PRICES,
    SOURCE,
    SUNDAY,
    WEDNESDAY,
    WEDNESDAY_MORNING,
)

# The picture, Monday to Friday: what each child has of each service. Nothing said = free.
_PICTURE: dict[tuple[str, str], dict[int, SlotState]] = {
    (ALICE, MEAL): {0: SlotState.BOOKED, 1: SlotState.BOOKED},
    (ALICE, EVENING): {0: SlotState.CLOSED, 1: SlotState.BOOKED},
    (ALICE, WEDNESDAY): {2: SlotState.BOOKED},
    (NOE, MORNING): {0: SlotState.CLOSED},
    (NOE, MEAL): {0: SlotState.BOOKED, 1: SlotState.BOOKED, 3: SlotState.BOOKED, 4: SlotState.BOOKED},
    (NOE, EVENING): {0: SlotState.CLOSED, 1: SlotState.FULL, 3: SlotState.WAITLISTED},
    (NOE, WEDNESDAY): {2: SlotState.BOOKED},
    (LILA, MORNING): {0: SlotState.BOOKED, 1: SlotState.BOOKED, 3: SlotState.BOOKED, 4: SlotState.CLOSED},
    (LILA, MEAL): {0: SlotState.BOOKED, 1: SlotState.AWAITING_VALIDATION, 4: SlotState.CLOSED},
    (LILA, EVENING): {0: SlotState.BOOKED, 4: SlotState.CLOSED},
}
_BOOKABLE = frozenset({SlotState.FREE, SlotState.FULL})
_LEAVABLE = frozenset({SlotState.BOOKED, SlotState.WAITLISTED, SlotState.AWAITING_VALIDATION, SlotState.HELD})


def deadline(day: date) -> datetime:
    """10:00 on the last weekday before `day`."""
    before = day - timedelta(days=3 if day.weekday() == 0 else 1)
    return datetime.combine(before, time(10), PARIS)


def slot(child: str, service_id: str, day: date, state: SlotState = SlotState.FREE, **changes: object) -> Slot:
    """A slot whose flags, limits and reason follow its state and the deadline; `changes` replace fields."""
    open_still = deadline(day) > NOW
    can_book = open_still and state in _BOOKABLE
    can_cancel = open_still and state in _LEAVABLE
    late = "CANCEL_DEADLINE_PASSED" if state in _LEAVABLE else "DEADLINE_PASSED"
    closed = state is SlotState.CLOSED and open_still
    code = "CITY_CLOSED" if closed else "FULL" if state is SlotState.FULL else "OPEN" if open_still else late
    made = Slot(
        child=child,
        service=service_id,
        day=day,
        state=SlotState.CLOSED if state is SlotState.FREE and not open_still else state,
        can_book=can_book,
        can_cancel=can_cancel,
        book_by=deadline(day),
        cancel_by=deadline(day),
        price_cents=PRICES[service_id],
        places_left=0 if state is SlotState.FULL else None,
        position={SlotState.FULL: 1, SlotState.WAITLISTED: 3}.get(state),
        reason=Reason(code=code, params={} if closed else {"book_by": deadline(day).isoformat()}),
    )
    return made.model_copy(update=changes)


def day_of(day: date) -> Day:
    kind = DayKind.WEEKEND if day.weekday() > 4 else DayKind.WEDNESDAY if day.weekday() == 2 else DayKind.SCHOOL
    return Day(day=day, kind=kind)


def calendar(first_day: date = MONDAY, last_day: date = SUNDAY, *, children: int = 3, now: datetime = NOW) -> Calendar:
    """The week of the picture; any other week is free (or closed, once past)."""
    days = tuple(first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1))
    slots: list[Slot] = []
    for day in days:
        for child in (ALICE, NOE, LILA)[:children]:
            for service_id in REGISTERED[child]:
                on_wednesday = service_id in (WEDNESDAY, WEDNESDAY_MORNING)
                if day.weekday() > 4 or on_wednesday != (day.weekday() == 2):
                    continue
                picture = _PICTURE.get((child, service_id), {}) if MONDAY <= day <= FRIDAY else {}
                changes: dict[str, object] = {}
                if (child, service_id, day) == (ALICE, EVENING, date(2026, 11, 26)):
                    changes["places_left"] = 2
                slots.append(slot(child, service_id, day, picture.get(day.weekday(), SlotState.FREE), **changes))
    marked = tuple(day_of(day) for day in days)
    return Calendar(source=SOURCE, now=now, first_day=first_day, last_day=last_day, days=marked, slots=tuple(slots))


def key(child: str, service_id: str, day: date) -> SlotKey:
    return SlotKey(child, service_id, day)
