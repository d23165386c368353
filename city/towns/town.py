"""A town: its file's contents and the questions that the city asks of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from city.procedures.definition import Catalogue
from city.rules.calendar import Calendar, DayKind
from city.rules.judge import Limits, Rule, limits_of
from city.rules.limits import NEVER
from city.rules.steps import Slot
from city.rules.verdict import Reason, Surcharge, Verdict
from city.towns.judged import Judged
from city.towns.models import Activity, Contact, Counter, School, Service, Site, Tariff, Till

NO_TILL = Till()
_CACHED = 20_000
_NO_LIMITS = (datetime.min.replace(tzinfo=UTC),) * 3
_REASONS = {
    "school": "SCHOOL_DAY",
    "wednesday": "NO_CLASS",
    "weekend": "WEEKEND",
    "public_holiday": "PUBLIC_HOLIDAY",
    "school_holiday": "SCHOOL_HOLIDAY",
    "unknown": "CALENDAR_UNKNOWN",
}


@dataclass(frozen=True, eq=False)
class Town:
    """A town as its file describes it; the same only as itself. Ids are the file's keys; dicts keep its order.

    ``periods``: where several files follow each other (`following.py`), each with its first day, in order; the other
    fields then only list what any of them knows, and every question with a day is answered by the file of that day.
    """

    id: str
    name: str
    time_zone: ZoneInfo
    school_zone: str
    demonstration: bool
    seed_colour: str
    contact: Contact
    calendar: Calendar
    schools: dict[str, School]
    sites: dict[str, Site]
    age_groups: tuple[str, ...]
    activities: dict[str, Activity]
    services: dict[str, Service]
    counters: dict[str, Counter]
    rules: dict[str, Rule]
    tariffs: dict[str, tuple[Tariff, ...]]
    procedures: Catalogue = field(default_factory=Catalogue)
    till: Till = NO_TILL
    periods: tuple[tuple[date, Town], ...] = ()
    _limits: dict[tuple[str, date], Judged] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date) -> Town:
        """The town as the file in force on ``day`` describes it."""
        if not self.periods:
            return self
        found = [town for first, town in self.periods if first <= day]
        return found[-1] if found else self.periods[0][1]

    def catalogue(self, day: date) -> Catalogue:
        """The procedures in force on ``day``; a later file that has none leaves the earlier ones."""
        found = [town.procedures for first, town in self.periods if first <= day and town.procedures.entries]
        return found[-1] if found else self.procedures

    def day(self, day: date) -> DayKind:
        """What ``day`` is in this town, with the French name of its holiday."""
        return self.on(day).calendar.day(day)

    def judge(self, service_id: str, day: date, at: datetime) -> Verdict:
        """What can be done with the slot at the instant ``at`` (aware); KeyError: no such service.

        The limits of a slot are computed once and kept, and so is the verdict from each of its moments to the next.
        """
        return self._found(service_id, day).verdict(at)

    def limits(self, service_id: str, day: date) -> Limits:
        """The instants of a slot, whatever the time it is; KeyError: no such service."""
        return self._found(service_id, day).limits

    def served(self, service_id: str, day: date) -> bool:
        """Whether the service exists on ``day`` (closures of the file counted)."""
        town = self.on(day)
        return service_id in town.services and town._closed(town.services[service_id], day) is None

    def offers(self, service_id: str, school_id: str, age_group: str | None = None, *, day: date | None = None) -> bool:
        """Whether pupils of the school (and group; None = the school's level) may have it, on ``day`` or at all."""
        if day is not None and self.periods:
            town = self.on(day)
            return service_id in town.services and town.offers(service_id, school_id, age_group)
        service = self.services[service_id]
        if service.schools and school_id not in service.schools:
            return False
        school = self.schools.get(school_id)
        group = age_group or (school.level if school else None)
        return not service.age_groups or group in service.age_groups

    def counters_of(
        self,
        service_id: str,
        *,
        school_id: str | None,
        age_group: str | None,
        day: date | None = None,
    ) -> tuple[Counter, ...]:
        """The counters in which a slot takes a place; () = unlimited.

        With ``day``, those that count on it (a counter may be limited to some weekdays).
        ``age_group`` None stands for the school's level.
        """
        if day is not None and self.periods:
            town = self.on(day)
            known = service_id in town.services
            return town.counters_of(service_id, school_id=school_id, age_group=age_group, day=day) if known else ()
        school = self.schools.get(school_id or "")
        group = age_group or (school.level if school else None)
        site = self.services[service_id].site
        return tuple(
            counter
            for counter in self.counters.values()
            if service_id in counter.services
            and counter.site in (None, school_id, site)
            and counter.age_group in (None, group)
            and (day is None or not counter.weekdays or day.weekday() in counter.weekdays)
        )

    def price_cents(self, service_id: str, *, quotient: int | None, day: date) -> int:
        """The price of a slot in cents; ``quotient`` None (unknown, lapsed) = the highest.

        A service without tariff is free. Before the first tariff's day, the first applies.
        """
        self.services[service_id]
        tariffs = self.on(day).tariffs.get(service_id)
        if not tariffs:
            return 0
        valid = [tariff for tariff in tariffs if tariff.first <= day]
        return (valid[-1] if valid else tariffs[0]).cents(quotient)

    def surcharged_cents(self, price_cents: int, surcharge: Surcharge | None) -> int:
        """The price with its surcharge, exact, rounded half up to the cent."""
        return surcharge.apply(price_cents) if surcharge else price_cents

    def waiting_list_closes(self, service_id: str, day: date) -> datetime | None:
        """When the slot's waiting list closes: the file's instant, or else its ``cancel_by``.

        Where neither is an instant (no limit, or no cancelling), the slot's start.
        """
        judged = self._found(service_id, day)
        limits, slot = judged.limits, judged.slot
        if limits.closed is not None:
            return None
        limit = self.on(day).services[service_id].waiting_list_closes
        found = limit.instant(slot) if limit else limits.cancel_by
        return found if isinstance(found, datetime) else limits.starts

    def _found(self, service_id: str, day: date) -> Judged:
        town = self.on(day)
        if service_id not in town.services:
            absent = Reason("OTHER_WEEKDAY", {"day": day.isoformat()})
            return Judged(self._slot(self.services[service_id], day), Limits(*_NO_LIMITS, closed=absent))
        if town is not self:
            return town._found(service_id, day)
        found = self._limits.get((service_id, day))
        if found is None:
            service = self.services[service_id]
            slot, closed = self._slot(service, day), self._closed(service, day)
            known = self.calendar.is_known(day)
            limits = (
                limits_of(self.rules[self.rules[service.rule].id_for(slot)], slot, closed)
                if known
                else Limits(*_NO_LIMITS, closed=closed)
            )
            found = Judged(slot, replace(limits, notes=_notes(service, limits)))
            if len(self._limits) >= _CACHED:
                self._limits.clear()
            self._limits[service_id, day] = found
        return found

    def _slot(self, service: Service, day: date) -> Slot:
        return Slot(
            service.id,
            day,
            service.starts.hour * 60 + service.starts.minute,
            service.ends.hour * 60 + service.ends.minute,
            self.time_zone,
            self.calendar,
            lambda other: self._closed(service, other) is None,
        )

    def _closed(self, service: Service, day: date) -> Reason | None:
        params = {"day": day.isoformat()}
        found = self.calendar.day(day)
        also = found.kind != "unknown" and day in service.also_on
        if found.kind not in service.days and not also:
            named = {"name": found.name} if found.name else {}
            return Reason(_REASONS[found.kind], params | named)
        if service.weekdays and day.weekday() not in service.weekdays and not also:
            return Reason("OTHER_WEEKDAY", params)
        closure = self.calendar.closure(service.id, day)
        return Reason("CLOSED", params | {"name": closure.name}) if closure else None


def _notes(service: Service, limits: Limits) -> dict[str, str]:
    """What a parent should know before booking, for the reason of a slot that can be booked."""
    notes = {}
    if service.hold:
        notes["hold_minutes"] = str(int(service.hold.total_seconds() // 60))
    if service.validation:
        notes["validation"] = "true"
    if limits.cancel_by == NEVER:
        notes["cancel"] = NEVER
    return notes
