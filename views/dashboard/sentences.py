"""The greeting's sentence and the nearest deadline, in words. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.models import Calendar, Child, DayKind, Household, Moment, Service, Slot, SlotState
from views.dashboard.week import HELD_STATES
from views.text import _, typeset
from views.text.dates import day_without_weekday, hour, relative_day, weekday

_ORDER = (Moment.DAY, Moment.MORNING, Moment.NOON, Moment.EVENING)
_TOLD_ORDER = (Moment.DAY, Moment.NOON, Moment.MORNING, Moment.EVENING)
_SOON = timedelta(days=6)


def greeting_sentence(household: Household, calendar: Calendar, today: date) -> str:
    """What today holds: « Aujourd’hui, Alice et Noé déjeunent à la cantine. Lila reste jusqu’à 18 h 30. »"""
    held = _held_today(household, calendar, today)
    if not held:
        return _closed_sentence(calendar, today) or _("Aujourd'hui, rien de réservé.")
    latest = {child: max(services, key=lambda service: _ORDER.index(service.moment)) for child, services in held}
    groups: dict[tuple[int, str], list[str]] = {}
    for child, service in latest.items():
        groups.setdefault((_TOLD_ORDER.index(service.moment), service.id), []).append(child)
    services = {service.id: service for service in household.services}
    told = [_told(services[service], names) for (_rank, service), names in sorted(groups.items())]
    return typeset(_("Aujourd'hui, {first}").format(first=" ".join(told)))


def _held_today(household: Household, calendar: Calendar, today: date) -> list[tuple[str, list[Service]]]:
    services = {service.id: service for service in household.services}
    found: list[tuple[str, list[Service]]] = []
    for child in household.children:
        mine = [
            services[slot.service]
            for slot in calendar.slots
            if slot.child == child.id and slot.day == today and slot.state in HELD_STATES and slot.service in services
        ]
        if mine:
            found.append((child.first_name, mine))
    return found


def _told(service: Service, names: list[str]) -> str:
    who, several = listed(names), len(names) > 1
    if service.icon in ("meal", "canteen"):
        return (_("{who} déjeunent à la cantine.") if several else _("{who} déjeune à la cantine.")).format(who=who)
    if service.moment is Moment.EVENING:
        said = _("{who} restent jusqu'à {hour}.") if several else _("{who} reste jusqu'à {hour}.")
        return said.format(who=who, hour=hour(service.ends))
    if service.moment is Moment.MORNING:
        said = _("{who} arrivent dès {hour}.") if several else _("{who} arrive dès {hour}.")
        return said.format(who=who, hour=hour(service.starts))
    return _("{service} pour {who}.").format(service=service.name.lower(), who=who)


def listed(names: list[str]) -> str:
    """« Alice, Noé et Lila »."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} et {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _closed_sentence(calendar: Calendar, today: date) -> str | None:
    days = {day.day: day for day in calendar.days}
    now = days.get(today)
    if now is None or now.name is None:
        return None
    if now.kind is DayKind.PUBLIC_HOLIDAY:
        return typeset(_("Aujourd'hui, {name} : tout est fermé.").format(name=now.name))
    if now.kind is not DayKind.SCHOOL_HOLIDAY:
        return None
    last = today
    while (following := days.get(last + timedelta(days=1))) is not None and following.name == now.name:
        last = following.day
    if last >= calendar.last_day:
        return typeset(_("{name}.").format(name=now.name))
    return typeset(_("{name} jusqu'au {day}.").format(name=now.name, day=day_without_weekday(last)))


@dataclass(frozen=True, slots=True)
class NearestDeadline:
    """`soon`: it ends today, so it is amber."""

    sentence: str
    soon: bool


def nearest_deadline(household: Household, calendar: Calendar, now: datetime) -> NearestDeadline | None:
    """The first deadline to come of something this family books, or None."""
    usual = {(slot.child, slot.service) for slot in calendar.slots if slot.state in HELD_STATES}
    coming = [
        slot
        for slot in calendar.slots
        if slot.can_book
        and slot.state is SlotState.FREE
        and slot.book_by is not None
        and slot.book_by > now
        and (slot.child, slot.service) in usual
    ]
    if not coming:
        return None
    first = min(coming, key=lambda slot: (slot.book_by, slot.day))
    service = household.service(first.service)
    if service is None or first.book_by is None:
        return None
    children = [_child_of(household, slot) for slot in coming if (slot.service, slot.day) == (first.service, first.day)]
    who = [child.first_name for child in children if child is not None]
    limit = first.book_by.astimezone(now.tzinfo)
    return NearestDeadline(_deadline_sentence(service, first.day, who, limit, now), limit.date() == now.date())


def _deadline_sentence(service: Service, day: date, who: list[str], limit: datetime, now: datetime) -> str:
    name = _("Cantine") if service.icon in ("meal", "canteen") else service.name
    when = relative_day(day, now.date()) or (weekday(day) if day - now.date() <= _SOON else _day_in_full(day))
    midnight = (limit.hour, limit.minute) == (0, 0)
    end = limit.date() - timedelta(days=1) if midnight else limit.date()
    near = "" if end == now.date() else f"{relative_day(end, now.date()) or weekday(end)} "
    said = _("{name} de {day} pour {who} : à réserver avant {limit}")
    return typeset(said.format(name=name, day=when, who=listed(who), limit=f"{near}{hour(limit)}"))


def _day_in_full(day: date) -> str:
    return f"{weekday(day)} {day_without_weekday(day)}"


def _child_of(household: Household, slot: Slot) -> Child | None:
    return household.child(slot.child)
