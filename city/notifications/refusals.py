"""What may be refused about notifications."""

from __future__ import annotations

from city.errors import Refusal


class TooManyReminders(Refusal):
    """The account waits for more than the city keeps (`params.max`)."""

    status = 409
    code = "TOO_MANY_REMINDERS"


class NothingToTell(Refusal):
    """There is nothing to be told of this slot any more: its deadline is near or over, or one can wait for a place."""

    status = 409
    code = "NOTHING_TO_TELL"
