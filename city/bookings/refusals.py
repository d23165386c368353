"""What the desk may be refused when it changes bookings."""

from __future__ import annotations

from city.errors import Refusal


class AttendanceTooEarly(Refusal):
    """Who came is noted from the day itself on; before, only a justified absence."""

    status = 409
    code = "ATTENDANCE_TOO_EARLY"


class AlreadyCredited(Refusal):
    """The booking was credited on an invoice: noting it otherwise would bill it again."""

    status = 409
    code = "ALREADY_CREDITED"


class NotedMeanwhile(Refusal):
    """Somebody else noted one of them, or it was cancelled, since the sheet was shown."""

    status = 409
    code = "NOTED_MEANWHILE"
