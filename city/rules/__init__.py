"""Rules as data: calendars, limits and verdicts of the bookings of a town.

A town file says its rules with the small parts of :mod:`city.rules.steps` and
:mod:`city.rules.limits`; :mod:`city.rules.judge` turns them into a :class:`Verdict`.
"""

from city.rules.calendar import Calendar, DayKind, Holiday
from city.rules.verdict import Reason, Surcharge, Verdict

__all__ = ["Calendar", "DayKind", "Holiday", "Reason", "Surcharge", "Verdict"]
