"""Days and hours in words, as a parent says them. Instants are given in the town's zone already."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from views.text.language import _
from views.text.typography import WIDE, typeset

LOCALE = "fr"


def day_name(day: date) -> str:
    """« jeudi 26 novembre »."""
    return typeset(format_date(day, "EEEE ", LOCALE) + day_of_month(day) + format_date(day, " MMMM", LOCALE))


def day_name_with_year(day: date) -> str:
    """« jeudi 26 novembre 2026 »."""
    return f"{day_name(day)}{WIDE}{day.year}"


def day_without_weekday(day: date) -> str:
    """« 26 novembre »."""
    return typeset(day_of_month(day) + format_date(day, " MMMM", LOCALE))


def day_with_year(day: date) -> str:
    """« 26 novembre 2026 », where the weekday says nothing: a period, a birth."""
    return f"{day_without_weekday(day)}{WIDE}{day.year}"


def weekday_and_number(day: date) -> str:
    """« jeudi 26 »."""
    return typeset(format_date(day, "EEEE ", LOCALE) + day_of_month(day))


def weekday(day: date) -> str:
    """« jeudi »."""
    return format_date(day, "EEEE", LOCALE)


def weekday_short(day: date) -> str:
    """« jeu. »."""
    return format_date(day, "EEE", LOCALE)


def month_name(day: date) -> str:
    """« novembre »."""
    return format_date(day, "MMMM", LOCALE)


def month_and_year(day: date) -> str:
    """« novembre 2026 »."""
    return format_date(day, "MMMM y", LOCALE).replace(" ", WIDE)


def day_of_month(day: date) -> str:
    """« 1er », « 26 »."""
    return "1er" if day.day == 1 else str(day.day)


def relative_day(day: date, today: date) -> str | None:
    """« aujourd’hui », « demain », « hier », or None."""
    names = {0: _("aujourd'hui"), 1: _("demain"), -1: _("hier")}
    return names.get((day - today).days)


def near_day(day: date, today: date) -> str:
    """« demain », else « jeudi 26 novembre »."""
    return relative_day(day, today) or day_name(day)


def hour(value: time | datetime) -> str:
    """« 16 h 30 », « 10 h », « minuit »."""
    if (value.hour, value.minute) == (0, 0):
        return _("minuit")
    if value.minute == 0:
        return f"{value.hour}{WIDE}h"
    return f"{value.hour}{WIDE}h{WIDE}{value.minute:02d}"


def hours(starts: time, ends: time) -> str:
    """« 7 h 30 – 8 h 30 »."""
    return f"{hour(starts)}{WIDE}– {hour(ends)}"


def limit(instant: datetime, today: date) -> str:
    """The end of a half-open limit: « mercredi 25 novembre à 10 h », « demain 10 h », « hier minuit ».

    Midnight belongs to the day that it ends: 2026-11-26T00:00 is « mercredi 25 novembre à minuit ».
    """
    shown = instant - timedelta(days=1) if (instant.hour, instant.minute) == (0, 0) else instant
    near = relative_day(shown.date(), today)
    if near:
        return f"{near} {hour(instant)}"
    return typeset(_("{day} à {hour}").format(day=day_name(shown.date()), hour=hour(instant)))


def age(as_of: datetime, now: datetime) -> str:
    """When a copy was made: « 7 h 40 », « hier 7 h 40 », « lundi 23 novembre à 7 h 40 »."""
    at = as_of.astimezone(now.tzinfo)
    if at.date() == now.date():
        return hour(at)
    return moment(at, now.date())


def moment(instant: datetime, today: date) -> str:
    """A past or coming instant as it is: « hier 16 h 30 », « lundi 23 novembre à 8 h 04 »."""
    near = relative_day(instant.date(), today)
    if near:
        return f"{near} {hour(instant)}"
    return typeset(_("{day} à {hour}").format(day=day_name(instant.date()), hour=hour(instant)))


def shortly(instant: datetime, now: datetime) -> str:
    """When, as short as it stays clear: « 7 h », « hier 17 h 20 », « vendredi » (this week), « 12 novembre »."""
    at = instant.astimezone(now.tzinfo)
    past = (now.date() - at.date()).days
    if past == 0:
        return hour(at)
    if past == 1:
        return f"{_('hier')} {hour(at)}"
    if 1 < past < 7:
        return weekday(at.date())
    named = day_without_weekday(at.date())
    return named if at.year == now.year else f"{named}{WIDE}{at.year}"


_TYPED = re.compile(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*")


def typed_day(said: str) -> date | None:
    """« 05/12/2026 » as typed; None for what is no day."""
    found = _TYPED.fullmatch(said)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
