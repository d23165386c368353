"""Domain models: frozen values in the app's own words, whatever the city's software."""

from services.models.calendar import LIVE_STATES, Calendar, Day, DayKind, Reason, Slot, SlotKey, SlotState
from services.models.household import (
    Account,
    Child,
    Contact,
    Guardian,
    Household,
    Moment,
    Registration,
    School,
    Service,
    Session,
    Town,
)
from services.models.submission import (
    FollowUp,
    Line,
    OnFull,
    Op,
    Preview,
    Receipt,
    ReceiptLine,
    ReceiptPage,
    ReceiptSummary,
    Submission,
    Verdict,
)
from services.models.typical_week import (
    PatternLine,
    PatternNote,
    PatternPreview,
    PatternWeek,
    Recurrence,
    RecurrenceKind,
    Tick,
    TypicalWeek,
    UntouchedSlot,
)

__all__ = [
    "LIVE_STATES", "Account", "Calendar", "Child", "Contact", "Day", "DayKind", "FollowUp", "Guardian", "Household",
    "Line", "Moment", "OnFull", "Op", "PatternLine", "PatternNote", "PatternPreview", "PatternWeek", "Preview",
    "Reason", "Receipt", "ReceiptLine", "ReceiptPage", "ReceiptSummary", "Recurrence", "RecurrenceKind",
    "Registration", "School", "Service", "Session", "Slot", "SlotKey", "SlotState", "Submission", "Tick", "Town",
    "TypicalWeek", "UntouchedSlot", "Verdict",
]
