"""`Bookings` over the reference city."""

from __future__ import annotations

from datetime import date

from services.backends.reference import mapping, wire
from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping.document import paper
from services.models import Calendar, Line, Preview, Receipt, ReceiptPage, Submission
from services.models.document import Paper
from services.transport import naming_errors


class ReferenceBookings(Port):
    """`Bookings`."""

    async def calendar(self, first_day: date, last_day: date) -> Calendar:
        period = {"from": first_day.isoformat(), "to": last_day.isoformat()}
        answer = await self._client.get(wire.CalendarWire, "calendar", params=period)
        with naming_errors():
            return mapping.calendar(answer, self._source)

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        body = {"lines": list(map(mapping.line_body, lines))}
        answer = await self._client.send(wire.PreviewWire, "POST", "submissions", "preview", body=body)
        with naming_errors():
            return mapping.preview(answer, self._source)

    async def submit(self, submission: Submission) -> Receipt:
        body = {"lines": list(map(mapping.line_body, submission.lines))}
        key = {"Idempotency-Key": submission.key}
        answer = await self._client.send(wire.ReceiptWire, "POST", "submissions", body=body, headers=key)
        with naming_errors():
            return mapping.receipt(answer, self._source)

    async def receipts(self, cursor: str | None = None, search: str = "") -> ReceiptPage:
        answer = await self._client.get(wire.ReceiptPageWire, "submissions", params={"cursor": cursor, "q": search})
        with naming_errors():
            return mapping.receipt_page(answer, self._source)

    async def receipt(self, number: str) -> Receipt:
        answer = await self._client.get(wire.ReceiptWire, "submissions", number)
        with naming_errors():
            return mapping.receipt(answer, self._source)

    async def receipt_paper(self, number: str) -> Paper:
        found = await self._client.transport.download(address("submissions", number, "receipt.pdf"))
        return paper(found, f"{number}.pdf")
