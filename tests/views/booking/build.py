"""Small plannings for the pure tests: two children, a week, one word per slot."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.models import (
    Calendar,
    Child,
    Day,
    DayKind,
    Guardian,
    Household,
    Moment,
    Reason,
    School,
    Service,
    Slot,
    SlotKey,
    SlotState,
)
from views.booking.planning import Planning

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=PARIS)
THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
LIMIT = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)


def child(child_id: str, rank: int) -> Child:
    return Child(
        id=child_id,
        first_name=child_id.capitalize(),
        last_name="Martin",
        birth_date=date(2016, 5, rank),
        rank=rank,
        school=School(id="jean-jaures", name="École Jean-Jaurès"),
        class_name="CM1",
        registrations=(),
    )


def service(
    service_id: str,
    *,
    requires: tuple[str, ...] = (),
    excludes: tuple[str, ...] = (),
    linked: tuple[str, ...] = (),
    validation: bool = False,
) -> Service:
    return Service(
        id=service_id,
        name=service_id.capitalize(),
        short_name=service_id,
        activity="periscolaire",
        activity_name="Périscolaire",
        icon="canteen",
        moment=Moment.NOON,
        starts=time(11, 30),
        ends=time(13, 30),
        requires=requires,
        excludes=excludes,
        linked=linked,
        validation=validation,
    )


def free(child_id: str, service_id: str, day: date = THURSDAY, price: int = 385, places: int | None = None) -> Slot:
    return Slot(
        child=child_id,
        service=service_id,
        day=day,
        state=SlotState.FREE,
        can_book=True,
        book_by=LIMIT,
        cancel_by=LIMIT,
        price_cents=price,
        places_left=places,
        reason=Reason(code="OPEN"),
    )


def booked(child_id: str, service_id: str, day: date = THURSDAY, price: int = 385, can_cancel: bool = True) -> Slot:
    return free(child_id, service_id, day, price).model_copy(
        update={"state": SlotState.BOOKED, "can_book": False, "can_cancel": can_cancel}
    )


def full(child_id: str, service_id: str, day: date = THURSDAY, waiting_list: bool = True) -> Slot:
    return free(child_id, service_id, day).model_copy(
        update={
            "state": SlotState.FULL,
            "can_book": waiting_list,
            "waiting_list": waiting_list,
            "position": 3 if waiting_list else None,
            "places_left": 0,
            "reason": Reason(code="FULL" if waiting_list else "NO_WAITING_LIST"),
        }
    )


def late(child_id: str, service_id: str, day: date = THURSDAY) -> Slot:
    return free(child_id, service_id, day).model_copy(
        update={"state": SlotState.CLOSED, "can_book": False, "reason": Reason(code="DEADLINE_PASSED")}
    )


def planning(*slots: Slot, services: tuple[Service, ...] = ()) -> Planning:
    """A planning over Monday 16 November to Sunday 6 December; unnamed services are added as plain ones."""
    known = {s.id for s in services}
    extra = tuple(service(i) for i in dict.fromkeys(s.service for s in slots) if i not in known)
    children = dict.fromkeys(s.child for s in slots)
    household = Household(
        source="test",
        now=NOW,
        id="h",
        name="Famille Martin",
        quotient=742,
        guardians=(Guardian(id="p", first_name="Camille", last_name="Martin", you=True),),
        children=tuple(child(child_id, rank) for rank, child_id in enumerate(children, 1)),
        services=(*services, *extra),
    )
    first, last = date(2026, 11, 16), date(2026, 12, 6)
    days = tuple(
        Day(day=date.fromordinal(n), kind=DayKind.SCHOOL) for n in range(first.toordinal(), last.toordinal() + 1)
    )
    calendar = Calendar(source="test", now=NOW, first_day=first, last_day=last, days=days, slots=slots)
    return Planning.of(household, calendar)


def key(child_id: str, service_id: str, day: date = THURSDAY) -> SlotKey:
    return SlotKey(child_id, service_id, day)
