"""The pattern of a semaine type as the parent draws it. Pure steps from week to week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.models import Child, Recurrence, RecurrenceKind, Service, SlotKey, Tick, TypicalWeek
from views.booking.planning import Planning, monday_of

#: The kinds in the order of their buttons.
KINDS = (RecurrenceKind.EVERY, RecurrenceKind.EVEN, RecurrenceKind.ODD, RecurrenceKind.ALTERNATE)


def new_week(child: Child, week_id: str, name: str, services: Iterable[Service]) -> TypicalWeek:
    """An empty pattern that speaks of all these services."""
    return TypicalWeek(
        source="app",
        id=week_id,
        child=child.id,
        name=name,
        services=tuple(service.id for service in services),
        ticks=(),
        recurrence=Recurrence(kind=RecurrenceKind.EVERY),
    )


def toggled(week: TypicalWeek, weekday: int, service: str) -> TypicalWeek:
    """With or without that tick (`weekday` 1 = Monday); the service is spoken of from now on."""
    tick = Tick(weekday=weekday, service=service)
    ticks = tuple(known for known in week.ticks if known != tick)
    if len(ticks) == len(week.ticks):
        ticks = tuple(sorted((*ticks, tick), key=lambda known: (known.weekday, known.service)))
    services = week.services if service in week.services else (*week.services, service)
    return week.model_copy(update={"ticks": ticks, "services": services})


def is_ticked(week: TypicalWeek, weekday: int, service: str) -> bool:
    return Tick(weekday=weekday, service=service) in week.ticks


def recurring(week: TypicalWeek, kind: RecurrenceKind, first_monday: date) -> TypicalWeek:
    """Every week, even or odd ISO weeks, or one week in two from `first_monday`."""
    monday = first_monday if kind is RecurrenceKind.ALTERNATE else None
    return week.model_copy(update={"recurrence": Recurrence(kind=kind, monday=monday)})


def next_applying(recurrence: Recurrence, today: date) -> date:
    """The Monday of the next week, from the coming one on, in which the pattern applies."""
    monday = monday_of(today) + timedelta(weeks=1)
    match recurrence.kind:
        case RecurrenceKind.EVEN | RecurrenceKind.ODD:
            odd = recurrence.kind is RecurrenceKind.ODD
            while (monday.isocalendar().week % 2 == 1) != odd:
                monday += timedelta(weeks=1)
        case RecurrenceKind.ALTERNATE if recurrence.monday is not None:
            while (monday - recurrence.monday).days % 14:
                monday += timedelta(weeks=1)
        case _:
            return monday
    return monday


def weekdays_of(planning: Planning, child: str, service: str) -> frozenset[int]:
    """On which weekdays (1 = Monday) the service runs for the child, in what is loaded."""
    return frozenset(
        day.isoweekday() for day in planning.days if planning.slot(SlotKey(child, service, day)) is not None
    )


def services_of(planning: Planning, child: str) -> tuple[Service, ...]:
    """The services the child is registered to and that run in what is loaded, in the order of the day."""
    return tuple(service for service in planning.household.services if weekdays_of(planning, child, service.id))


def copied(week: TypicalWeek, child: Child, week_id: str, planning: Planning) -> TypicalWeek:
    """The same pattern for another child, without what that child cannot have."""
    services = {service.id: weekdays_of(planning, child.id, service.id) for service in services_of(planning, child.id)}
    return week.model_copy(
        update={
            "id": week_id,
            "child": child.id,
            "services": tuple(service for service in week.services if service in services),
            "ticks": tuple(tick for tick in week.ticks if tick.weekday in services.get(tick.service, ())),
        }
    )
