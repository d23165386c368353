"""What the desk may be refused when it changes bookings."""

from __future__ import annotations

from city.errors import Refusal


class AttendanceTooEarly(Refusal):
    """Who came is noted from the day itself on; before, only a justified absence."""

    status = 409
    code = "ATTENDANCE_TOO_EARLY"


class AlreadyCredited(Refusal):
    """An invoice counts the booking as a justified absence: noting it otherwise would have to bill it again."""

    status = 409
    code = "ALREADY_CREDITED"


class NotedMeanwhile(Refusal):
    """Somebody else noted one of them, or it was cancelled, since the sheet was shown."""

    status = 409
    code = "NOTED_MEANWHILE"


class DecidedAlready(Refusal):
    """Another agent decided it, or the parent took it back, since the page was shown."""

    status = 409
    code = "DECIDED_ALREADY"


class NoPlaceLeft(Refusal):
    """The counters have no place for it, or for what it is linked to (`params.service`, `params.day`)."""

    status = 409
    code = "NO_PLACE_LEFT"


class ClosureChanged(Refusal):
    """What the closure would end is no longer what was shown."""

    status = 409
    code = "CLOSURE_CHANGED"
