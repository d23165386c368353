"""What may be refused about notifications."""

from __future__ import annotations

from city.errors import Refusal


class TooManyReminders(Refusal):
    """The account waits for more openings than the city keeps (`params.max`)."""

    status = 409
    code = "TOO_MANY_REMINDERS"
