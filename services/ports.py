"""What a city's software can do for a parent, one small Protocol per capability.

Every method may raise `ServiceError` with OFFLINE, CITY_DOWN, OPENING_RUSH, SESSION_EXPIRED, NOT_FOUND or UNEXPECTED;
docstrings name the others. What a software cannot do is a port it does not have (`None` in `Backend`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.models import (
    Calendar,
    Household,
    PatternPreview,
    Preview,
    Receipt,
    ReceiptPage,
    Session,
    Submission,
    Town,
    TypicalWeek,
)
from services.models.submission import Line


class Accounts(Protocol):
    async def town(self) -> Town:
        """What the city says of itself, before sign-in. Repeating is harmless."""
        ...

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        """A session of this device; signing in again replaces it. Raises INVALID_CREDENTIALS, SLOW_DOWN."""
        ...

    async def sign_out(self) -> None:
        """Ends this device's session at the city. Harmless to repeat."""
        ...

    async def ask_password_reset(self, email: str) -> None:
        """A link is sent if the address is known; the answer is the same if not."""
        ...

    async def reset_password(self, link_token: str, password: str) -> None:
        """Raises LINK_EXPIRED, WEAK_PASSWORD. Not repeatable: the link serves once."""
        ...

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        """First sign-in. Raises LINK_EXPIRED, WEAK_PASSWORD. Not repeatable."""
        ...


class Households(Protocol):
    async def household(self) -> Household:
        """The signed-in household, its children, their registrations and services. Harmless to repeat."""
        ...


class Bookings(Protocol):
    async def calendar(self, first_day: date, last_day: date) -> Calendar:
        """Every slot of the period, days included, at most 400 days. Harmless to repeat."""
        ...

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        """The verdicts these lines would get now. Writes nothing."""
        ...

    async def submit(self, submission: Submission) -> Receipt:
        """Decides every line; the receipt says what became of each.

        Harmless to repeat with the same key and lines: the first receipt comes again.
        Raises TOO_BIG (`max` lines), INVALID (the same slot twice, or a key used for other lines).
        """
        ...

    async def receipts(self, cursor: str | None = None, search: str = "") -> ReceiptPage:
        """The household's receipts, newest first, both guardians'."""
        ...

    async def receipt(self, number: str) -> Receipt:
        """One receipt as first answered, with what followed."""
        ...


class TypicalWeeks(Protocol):
    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        """All named patterns of the household's children."""
        ...

    async def save_typical_week(self, week: TypicalWeek) -> None:
        """Creates or replaces the pattern of that id. Harmless to repeat."""
        ...

    async def delete_typical_week(self, week_id: str) -> None:
        """Harmless to repeat."""
        ...

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        """The difference the pattern would make over the period, line by line. Writes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Backend:
    """One city's software, by capability. `None` = it cannot, and the screens hide or explain it.

    `close` lets go of its connections.
    """

    accounts: Accounts
    households: Households
    bookings: Bookings | None = None
    typical_weeks: TypicalWeeks | None = None
    close: Callable[[], Awaitable[None]] | None = None
