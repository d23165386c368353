"""The bell: what the city told, how it may tell, and what it says live."""

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from pydantic import AwareDatetime, Field

from services.models.base import Model


class NotificationKind(StrEnum):
    """OTHER: a kind this app does not know yet; it is shown without promising anything.

    RECEIPT is never on the list: it stands in the settings for the mail that confirms a submission.
    """

    MESSAGE = "message"
    INVOICE = "invoice"
    INVOICE_OVERDUE = "invoice_overdue"
    PAYMENT = "payment"
    PROCEDURE_TO_COMPLETE = "procedure_to_complete"
    PROCEDURE_DECIDED = "procedure_decided"
    PLACE_FREED = "place_freed"
    BOOKING_ENDED = "booking_ended"
    BOOKING_VALIDATED = "booking_validated"
    REPRICED = "repriced"
    DEADLINE = "deadline"
    OPENING = "opening"
    PLACE_TO_TAKE = "place_to_take"
    NEWS = "news"
    CHILD_CHANGED = "child_changed"
    REGISTRATION_ENDED = "registration_ended"
    REFUND = "refund"
    RECEIPT = "receipt"
    OTHER = "other"


class Page(StrEnum):
    """What a notification or a message may point at."""

    THREAD = "thread"
    INVOICE = "invoice"
    PAYMENT = "payment"
    PROCEDURE = "procedure"
    RECEIPT = "receipt"
    DAY = "day"
    NEWS = "news"
    CHILD = "child"


class Target(Model):
    """The thing itself: its page and its id there (a number, a day `YYYY-MM-DD` …)."""

    page: Page
    id: str


class Notification(Model):
    """`params` fill the sentence of the kind (docs/wire-blocks.md); amounts in cents, instants RFC 3339, as text."""

    source: str
    id: str
    kind: NotificationKind
    at: AwareDatetime
    read: bool
    params: dict[str, str] = Field(default_factory=dict)
    to: Target | None = None


class NotificationPage(Model):
    """Newest first. `unread` counts all of them, not this page's; `next` is the cursor of the following page."""

    source: str
    now: AwareDatetime
    unread: int
    items: tuple[Notification, ...]
    next: str | None = None


class Channels(Model):
    """Where a kind is told: in the app, by mail."""

    app: bool
    mail: bool


class QuietTime(Model):
    """Town-local hours, from `starts` (included) to `ends` (excluded), over midnight where `ends` is earlier."""

    starts: time
    ends: time


class NotificationSettings(Model):
    """`quiet` holds mails and live signals back, never the list. Kinds the city has none of are absent."""

    source: str
    kinds: Mapping[NotificationKind, Channels]
    quiet: QuietTime | None = None


class WishAbout(StrEnum):
    """What a parent can ask to be told: that a service opens; of a child's slot, its deadline, or a free place."""

    OPENING = "opening"
    DEADLINE = "deadline"
    PLACE = "place"


class Wish(NamedTuple):
    """What a parent asks to be told. `child`: None for an opening, which is told of all children."""

    about: WishAbout
    service: str
    day: date
    child: str | None = None


class Reminder(Model):
    """What a parent waits for. `at`: when it is told, None when nobody knows (a place)."""

    about: WishAbout
    service: str
    day: date
    child: str | None = None
    at: AwareDatetime | None = None

    @property
    def wish(self) -> Wish:
        return Wish(self.about, self.service, self.day, self.child)


class LiveTopic(StrEnum):
    """What an event of the city says has changed."""

    NOTIFICATIONS = "notifications"
    MESSAGES = "messages"
    INVOICES = "invoices"
    PROCEDURES = "procedures"
    BOOKINGS = "bookings"
    NEWS = "news"
    HOUSEHOLD = "household"
    REGISTRATIONS = "registrations"
    SESSION = "session"


class LiveEvent(Model):
    """`id` is what to come back with after a break; `unread` counts notifications, None when not told."""

    id: str | None
    now: AwareDatetime | None
    topics: tuple[LiveTopic, ...]
    unread: int | None = None
