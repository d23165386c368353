"""Bookings as iCalendar (RFC 5545): an event each, at the hours of its service, in the town's time zone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from city.feeds.repository import Expected
from city.text import _, french
from city.towns import Town

if TYPE_CHECKING:
    from icalendar import Event

_REFRESH = timedelta(hours=6)
_SERIALISED = "1"
"""To be changed with what an event says: programs then read their copy anew."""


def fingerprint(town: Town, bookings: Sequence[Expected]) -> str:
    """The same for the same calendar, without making it; quoted, as an ETag."""
    whole = hashlib.sha256(f"{_SERIALISED}\0{town.id}\0{town.name}\0{town.time_zone.key}".encode())
    for one in bookings:
        service = town.services[one.service]
        said = (one.id, one.first_name, service.name, service.starts, service.ends, one.day, one.tentative)
        whole.update(repr(said).encode())
    return f'"{whole.hexdigest()[:32]}"'


def as_icalendar(town: Town, bookings: Sequence[Expected], first: date, last: date) -> bytes:
    """The calendar. What makes it takes a while to load: it is loaded for the first one."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Portail Famille//{town.id}//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Portail Famille, {town}").format(town=town.name))
    made.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    made.add("x-published-ttl", _REFRESH, {"VALUE": "DURATION"})
    for one in bookings:
        made.add_component(_event(town, one))
    made.add_missing_timezones(date(first.year, 1, 1), date(last.year, 12, 31))
    return bytes(made.to_ical())


def _event(town: Town, one: Expected) -> Event:
    import icalendar

    service, event = town.services[one.service], icalendar.Event()
    event.add("uid", f"{one.id}@{town.id}")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("dtstart", datetime.combine(one.day, service.starts, town.time_zone))
    event.add("dtend", datetime.combine(one.day, service.ends, town.time_zone))
    event.add("summary", french(f"{one.first_name} : {service.name}"))
    event.add("status", "TENTATIVE" if one.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
