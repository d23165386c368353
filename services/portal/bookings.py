"""Slots, Soumettre and its receipts, and what waits to be sent."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from services.errors import ErrorKind, ServiceError
from services.models import Calendar, Line, Preview, Receipt, ReceiptPage, Submission
from services.models.document import Paper
from services.outbox import Pending
from services.portal.core import Part, needed
from services.ports import Bookings
from services.query import Query, Topic
from services.sender import RECEIPT, Kept, Sent

_RECEIPTS: TypeAdapter[ReceiptPage] = TypeAdapter(ReceiptPage)


class BookingPart(Part):
    """What is read of the calendar and submitted of it."""

    def calendar(self, first_day: date, last_day: date) -> Query[Calendar]:
        """Days included, at most 400. A wider copy answers too while the city is awaited."""
        return self._core.questions.calendar(first_day, last_day, lambda: self._bookings.calendar(first_day, last_day))

    def receipts(self, search: str = "", cursor: str | None = None) -> Query[ReceiptPage]:
        name = f"receipts:{search}:{cursor or ''}"
        return self._core.questions.of(name, Topic.RECEIPTS, _RECEIPTS, lambda: self._bookings.receipts(cursor, search))

    def receipt(self, number: str) -> Query[Receipt]:
        name = f"receipt:{number}"
        return self._core.questions.of(name, Topic.RECEIPTS, RECEIPT, lambda: self._bookings.receipt(number))

    async def receipt_paper(self, number: str) -> Paper:
        """The receipt as PDF."""
        return await self._core.exchange.ask(lambda: self._bookings.receipt_paper(number))

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        """The verdicts and the price these lines would get now."""
        return await self._core.exchange.ask(lambda: self._bookings.preview(lines))

    async def submit(self, lines: tuple[Line, ...]) -> Sent | Kept:
        """Sends the choice, or keeps it until the city answers. Raises ServiceError for what can never succeed."""
        presence = self._core.presence
        if presence.mine.sender is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED if presence.account is None else ErrorKind.NOT_FOUND)
        outcome = await presence.mine.sender.submit(Submission(key=self._core.make_key(), lines=lines))
        await presence.note_offset()
        return outcome

    @property
    def outbox(self) -> tuple[Pending, ...]:
        """What this account submitted and the city has not answered, oldest first."""
        return self._core.presence.mine.outbox.items

    async def send_pending(self) -> tuple[Receipt, ...]:
        """Sends what waits, in order. The receipts that came."""
        sender = self._core.presence.mine.sender
        return await sender.send_pending() if sender is not None else ()

    async def discard_pending(self, key: str) -> None:
        """The parent gives up a submission that waits (`Pending.hopeless`: it can never succeed)."""
        sender = self._core.presence.mine.sender
        if sender is not None:
            await sender.discard(key)

    @property
    def _bookings(self) -> Bookings:
        return needed(self._core.backend.bookings)
