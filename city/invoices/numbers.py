"""The numbers of invoices (« 2026-000731 »), what they are called, and the cursor of a list of them."""

from __future__ import annotations

import base64
import binascii
import calendar
import re
from datetime import date

from babel.dates import format_date

from city.errors import Invalid
from city.text import _

_NUMBER = re.compile(r"(\d{4})-(\d{6,9})", re.ASCII)
_LARGEST = 2**31 - 1

Place = tuple[int, int]
"""Year and serial: the order of invoices."""


def number_of(year: int, serial: int) -> str:
    """The number as people read it."""
    return f"{year}-{serial:06d}"


def read_number(number: str) -> Place | None:
    """Year and serial of a number; None when it is none."""
    read = _NUMBER.fullmatch(number)
    if read is None:
        return None
    place = int(read[1]), int(read[2])
    return place if number == number_of(*place) else None


def title_of(first: date, last: date) -> str:
    """What an invoice of this period is called: its month, or its days."""
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if whole:
            return month_of(first).capitalize()
    return _("Du {first} au {last}").format(first=day_of(first), last=day_of(last))


def month_of(day: date) -> str:
    """« octobre 2026 »."""
    return format_date(day, "LLLL yyyy", locale="fr")


def day_of(day: date) -> str:
    """« 5 décembre 2026 », « 1er décembre 2026 »."""
    return format_date(day, "d MMMM yyyy", locale="fr").replace("1 ", "1er ", 1 if day.day == 1 else 0)


def write_cursor(place: Place) -> str:
    """The cursor of what comes after `place`."""
    return base64.urlsafe_b64encode(number_of(*place).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Place | None:
    """The place of a cursor. Raises Invalid."""
    if not cursor:
        return None
    try:
        place = read_number(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii"))
    except (binascii.Error, UnicodeError, ValueError):
        place = None
    if place is None or max(place) > _LARGEST:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unknown"}]})
    return place
