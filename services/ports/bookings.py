"""Slots, and what is submitted of them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from services.models import Calendar, Line, Preview, Receipt, ReceiptPage, Submission
from services.models.document import Paper


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

    async def receipt_paper(self, number: str) -> Paper:
        """The same as PDF."""
        ...
