"""What the rules and the city's exceptions say of a child's slot, before places and other bookings are looked at.

The calendar and the submissions ask the same questions here, so that what one offers the other accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from city.bookings.booking import Booking
from city.bookings.states import BookingState
from city.clock import after
from city.rules import Reason, Verdict
from city.towns import Town

_CODES = {"OPEN_NO_LIMIT": "OPEN", "OPEN_THEN_LATE": "OPEN", "SLOT_PAST": "PAST"}
_OF_LATENESS = frozenset({"percent", "cents"})
"""What being late will cost: no reason of a slot that is simply open."""
_NOT_SERVED = {
    "PUBLIC_HOLIDAY": "PUBLIC_HOLIDAY",
    "SCHOOL_HOLIDAY": "SCHOOL_HOLIDAY",
    "WEEKEND": "WEEKEND",
    "CLOSED": "CITY_CLOSED",
    "CALENDAR_UNKNOWN": "UNKNOWN_CALENDAR",
}


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure made at the desk, days included. No service = all of them, no school = everywhere."""

    first_day: date
    last_day: date
    service: str | None
    school_id: str | None
    reason: str

    def closes(self, service: str, school_id: str, day: date) -> bool:
        """Whether it closes `service` for the children of `school_id` on `day`."""
        return (
            self.first_day <= day <= self.last_day
            and self.service in (None, service)
            and self.school_id in (None, school_id)
        )


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration that lets its activity be booked, days included."""

    activity: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Pupil:
    """What a decision needs of a child."""

    id: str
    first_name: str
    school_id: str
    age_group: str
    registered: tuple[Registered, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What booking costs at an instant: `total_cents`, of which `surcharge_cents` for being late."""

    total_cents: int
    surcharge_cents: int = 0


@dataclass
class Judge:
    """The town's rules at one instant for one household; answers are kept, since a service judges each day once.

    `quotient_on` gives the household's family quotient on a day, None when unknown.
    """

    town: Town
    at: datetime
    quotient_on: Callable[[date], int | None]
    closures: Sequence[Closure] = ()
    _verdicts: dict[tuple[str, date], Verdict] = field(default_factory=dict)
    _prices: dict[tuple[str, date], Price] = field(default_factory=dict)
    _counters: dict[tuple[Town, str, str, str, int], tuple[str, ...]] = field(default_factory=dict)
    _periods: dict[tuple[Town, str, str], tuple[Pupil | None, Sequence[tuple[date, date]]]] = field(
        default_factory=dict
    )

    def verdict(self, service: str, day: date) -> Verdict:
        """The rules' verdict on `service` on `day`, now."""
        found = self._verdicts.get((service, day))
        if found is None:
            found = self._verdicts[service, day] = self.town.judge(service, day, self.at)
        return found

    def price(self, service: str, day: date) -> Price:
        """What booking now would cost this household."""
        found = self._prices.get((service, day))
        if found is None:
            base = self.town.price_cents(service, quotient=self.quotient_on(day), day=day)
            surcharge = self.verdict(service, day).surcharge
            total = self.town.surcharged_cents(base, surcharge) if surcharge else base
            found = self._prices[service, day] = Price(total, total - base)
        return found

    def counters(self, child: Pupil, service: str, day: date) -> tuple[str, ...]:
        """The counters in which `child` takes a place of `service` on `day`."""
        key = (self.town.on(day), service, child.school_id, child.age_group, day.weekday())
        found = self._counters.get(key)
        if found is None:
            listed = self.town.counters_of(service, school_id=child.school_id, age_group=child.age_group, day=day)
            found = self._counters[key] = tuple(sorted(counter.id for counter in listed))
        return found

    def is_registered(self, child: Pupil, service: str, day: date) -> bool:
        """Whether the child may have `service` on `day` at all."""
        return any(first <= day <= last for first, last in self._registrations(child, service, day))

    def _registrations(self, child: Pupil, service: str, day: date) -> Sequence[tuple[date, date]]:
        """The periods over which the child is registered to what the file of `day` offers it as `service`."""
        key = (self.town.on(day), child.id, service)
        whose, periods = self._periods.get(key, (None, ()))
        if whose is not child:
            activity = self.town.services[service].activity
            offered = self.town.offers(service, child.school_id, child.age_group, day=day)
            registered = child.registered if offered else ()
            periods = tuple((one.first_day, one.last_day) for one in registered if one.activity == activity)
            self._periods[key] = child, periods
        return periods

    def not_served(self, child: Pupil, service: str, day: date) -> Reason | None:
        """Why the service does not run for this child on `day`, or None when it does."""
        closure = next((row for row in self.closures if row.closes(service, child.school_id, day)), None)
        if closure is not None:
            return Reason("CITY_CLOSED", {"day": day.isoformat(), "name": closure.reason})
        verdict = self.verdict(service, day)
        if verdict.served:
            return None
        return Reason(_NOT_SERVED.get(verdict.reason.code, "NOT_SERVED"), dict(verdict.reason.params))

    def book_obstacle(self, child: Pupil, service: str, day: date) -> Reason | None:
        """Why the slot cannot be booked now, full or not; None when it can."""
        if not self.is_registered(child, service, day):
            return Reason("NOT_REGISTERED", {"day": day.isoformat()})
        closed = self.not_served(child, service, day)
        if closed is not None:
            return closed
        verdict = self.verdict(service, day)
        return None if verdict.can_book else self.reason(verdict)

    def cancel_obstacle(self, booking: Booking) -> Reason | None:
        """Why its parent cannot cancel a live booking now; None when they can. Leaving a list is always possible."""
        params = {"day": booking.day.isoformat()}
        if booking.attended:
            return Reason("ATTENDED", params)
        if booking.invoiced:
            return Reason("INVOICED", params)
        if booking.day < self.at.date():
            return Reason("PAST", params)
        if booking.state in (BookingState.WAITLISTED, BookingState.AWAITING_VALIDATION):
            return None
        verdict = self.verdict(booking.service, booking.day)
        if verdict.cancel_verdict == "open":
            return None
        if verdict.cancel_verdict == "never":
            return Reason("NEVER_CANCELLABLE", params)
        if verdict.cancel_by is None:
            return Reason("PAST", params)
        return Reason("CANCEL_DEADLINE_PASSED", params | {"cancel_by": verdict.cancel_by.isoformat()})

    def list_is_open(self, service: str, day: date) -> bool:
        """Whether one can begin to wait for the service on `day`."""
        return self.town.services[service].waiting_list and self.may_still_come(service, day)

    def may_still_come(self, service: str, day: date) -> bool:
        """Whether somebody who waits for the service on `day` may still be given a place."""
        if service not in self.town.services:
            return False
        closes = self.town.waiting_list_closes(service, day)
        return closes is None or self.at < closes

    def may_take(self, child: Pupil | None, service: str, day: date) -> bool:
        """Whether a place may be given to `child`, who waits: the list is open, the service runs, they may have it."""
        return (
            child is not None
            and self.may_still_come(service, day)
            and self.is_registered(child, service, day)
            and self.not_served(child, service, day) is None
        )

    def hold_until(self, service: str) -> datetime | None:
        """Until when a booking made now is held unpaid; None when it is booked at once."""
        hold = self.town.services[service].hold
        return None if hold is None else after(self.at, hold).astimezone(self.at.tzinfo)

    @staticmethod
    def reason(verdict: Verdict) -> Reason:
        """The verdict's reason in the codes of the wire."""
        code, params = verdict.reason.code, dict(verdict.reason.params)
        if code == "OPEN_THEN_LATE":
            params = {name: value for name, value in params.items() if name not in _OF_LATENESS}
        return Reason(_CODES.get(code, code), params)
