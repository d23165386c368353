"""The JSON of the reference city (docs/wire.md), as it is: unknown keys ignored, left-out keys defaulted."""

from services.backends.reference.wire.base import Wire
from services.backends.reference.wire.calendar import CalendarWire, DayWire, ReasonWire, SlotWire
from services.backends.reference.wire.household import (
    ChildWire,
    GuardianWire,
    HouseholdWire,
    RegistrationWire,
    SchoolWire,
    ServiceWire,
)
from services.backends.reference.wire.submission import (
    FollowUpWire,
    PreviewWire,
    ReceiptLineWire,
    ReceiptPageWire,
    ReceiptWire,
    SummaryWire,
)
from services.backends.reference.wire.town import AccountWire, ContactWire, SessionWire, TownWire
from services.backends.reference.wire.typical_week import (
    NoteWire,
    PatternLineWire,
    PatternPreviewWire,
    PatternWeekWire,
    RecurrenceWire,
    TickWire,
    TypicalWeeksWire,
    TypicalWeekWire,
    UntouchedWire,
)

__all__ = [
    "AccountWire",
    "CalendarWire",
    "ChildWire",
    "ContactWire",
    "DayWire",
    "FollowUpWire",
    "GuardianWire",
    "HouseholdWire",
    "NoteWire",
    "PatternLineWire",
    "PatternPreviewWire",
    "PatternWeekWire",
    "PreviewWire",
    "ReasonWire",
    "ReceiptLineWire",
    "ReceiptPageWire",
    "ReceiptWire",
    "RecurrenceWire",
    "RegistrationWire",
    "SchoolWire",
    "ServiceWire",
    "SessionWire",
    "SlotWire",
    "SummaryWire",
    "TickWire",
    "TownWire",
    "TypicalWeekWire",
    "TypicalWeeksWire",
    "UntouchedWire",
    "Wire",
]
