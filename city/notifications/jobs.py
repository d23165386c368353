"""What the bell does by itself. For `city/schedule.py`."""

from __future__ import annotations

from city.jobs import Job
from city.notifications.announcing import announce
from city.notifications.reminders import remind_deadlines, remind_openings
from city.notifications.watching import remind_slots

NOTIFICATION_JOBS = (
    Job("announce", 1, announce),
    Job("openings", 20, remind_openings),
    Job("slots", 20, remind_slots),
    Job("deadlines", 600, remind_deadlines),
)
