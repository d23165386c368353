"""What the city offers over a period, indexed the way the booking screens ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.models import Calendar, Child, Day, DayKind, Household, Service, Slot, SlotKey, SlotState

#: States in which the household has asked for the slot and the city has not said no.
ASKED_STATES = frozenset({SlotState.HELD, SlotState.BOOKED, SlotState.WAITLISTED, SlotState.AWAITING_VALIDATION})
#: States in which the slot will take place for the child.
TAKEN_STATES = frozenset({SlotState.HELD, SlotState.BOOKED, SlotState.PRESENT})


def monday_of(day: date) -> date:
    """The Monday of the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def week_days(monday: date, count: int = 5) -> tuple[date, ...]:
    """The first `count` days of a week."""
    return tuple(monday + timedelta(days=offset) for offset in range(count))


def month_window(day: date) -> tuple[date, date]:
    """First and last day to load so that the month of this day's week and the weeks beside it are known."""
    thursday = monday_of(day) + timedelta(days=3)
    first = thursday.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return monday_of(first) - timedelta(days=7), monday_of(last) + timedelta(days=13)


@dataclass(frozen=True, slots=True)
class Planning:
    """Household and slots of a period. Slots of children or services the household no longer has are left out."""

    household: Household
    first_day: date
    last_day: date
    slots: dict[SlotKey, Slot] = field(default_factory=dict)
    days: dict[date, Day] = field(default_factory=dict)
    _services: dict[str, Service] = field(default_factory=dict)

    @staticmethod
    def of(household: Household, *calendars: Calendar) -> Planning:
        """Several periods as one; the last one wins where they overlap. At least one calendar."""
        services = {service.id: service for service in household.services}
        children = {child.id for child in household.children}
        return Planning(
            household=household,
            first_day=min(calendar.first_day for calendar in calendars),
            last_day=max(calendar.last_day for calendar in calendars),
            slots={
                slot.key: slot
                for calendar in calendars
                for slot in calendar.slots
                if slot.child in children and slot.service in services
            },
            days={day.day: day for calendar in calendars for day in calendar.days},
            _services=services,
        )

    def slot(self, key: SlotKey) -> Slot | None:
        return self.slots.get(key)

    def service(self, service_id: str) -> Service | None:
        return self._services.get(service_id)

    def child(self, child_id: str) -> Child | None:
        return self.household.child(child_id)

    def covers(self, day: date) -> bool:
        """Whether the city told about that day."""
        return day in self.days

    def kind(self, day: date) -> DayKind:
        known = self.days.get(day)
        return known.kind if known else DayKind.UNKNOWN

    def slots_on(self, day: date, children: Iterable[str] | None = None) -> Iterator[Slot]:
        """Slots of a day in the order of the day, then of birth."""
        wanted = None if children is None else set(children)
        for service in self.household.services:
            for child in self.household.children:
                if wanted is None or child.id in wanted:
                    slot = self.slots.get(SlotKey(child.id, service.id, day))
                    if slot is not None:
                        yield slot

    def services_on(self, days: Iterable[date], children: Iterable[str]) -> tuple[Service, ...]:
        """Services with at least one slot on these days for these children, in the order of the day."""
        pairs = [(child, day) for day in days for child in children]
        return tuple(
            service
            for service in self.household.services
            if any(SlotKey(child, service.id, day) in self.slots for child, day in pairs)
        )

    def is_closed(self, day: date) -> bool:
        """No slot at all, or only slots the city closed for everyone (public holiday, closing, holidays)."""
        slots = list(self.slots_on(day))
        if not slots:
            return True
        closing = {"PUBLIC_HOLIDAY", "SCHOOL_HOLIDAY", "CITY_CLOSED", "NOT_SERVED", "WEEKEND", "UNKNOWN_CALENDAR"}
        return all(
            slot.state is SlotState.CANCELLED_BY_CITY
            or (slot.state is SlotState.CLOSED and slot.reason.code in closing)
            for slot in slots
        )

    def next_bookable(self, start: date, children: Iterable[str] | None = None) -> date | None:
        """The first day from `start` on which one of the children can still be booked something free."""
        chosen = None if children is None else tuple(children)
        day = max(start, self.first_day)
        while day <= self.last_day:
            if any(slot.can_book and slot.state is SlotState.FREE for slot in self.slots_on(day, chosen)):
                return day
            day += timedelta(days=1)
        return None

    def next_open(self, after: date) -> date | None:
        """The first day after `after` that is not closed."""
        day = max(after + timedelta(days=1), self.first_day)
        while day <= self.last_day:
            if not self.is_closed(day):
                return day
            day += timedelta(days=1)
        return None

    def excluded_by(self, service_id: str) -> tuple[str, ...]:
        """Services that cannot be held together with this one, whichever of the two says so."""
        return self._related(service_id, "excludes")

    def linked_to(self, service_id: str) -> tuple[str, ...]:
        """Services booked and cancelled together with this one."""
        return self._related(service_id, "linked")

    def required_by(self, service_id: str) -> tuple[str, ...]:
        """Services that need this one."""
        return tuple(other.id for other in self.household.services if service_id in other.requires)

    def _related(self, service_id: str, attribute: str) -> tuple[str, ...]:
        own = self._services.get(service_id)
        named = set(getattr(own, attribute)) if own else set()
        return tuple(
            other.id
            for other in self.household.services
            if other.id != service_id and (other.id in named or service_id in getattr(other, attribute))
        )
