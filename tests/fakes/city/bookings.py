"""`Bookings` of the fake city: it books what can be booked, so that a journey goes through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import (
    Calendar,
    Line,
    OnFull,
    Op,
    Preview,
    Receipt,
    ReceiptLine,
    ReceiptPage,
    ReceiptSummary,
    Slot,
    SlotKey,
    SlotState,
    Submission,
    Verdict,
)
from services.models.document import Paper
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.base import FakeGround

_PAGE = 20
_STATE_AFTER = {
    Verdict.BOOKED: SlotState.BOOKED,
    Verdict.WAITLISTED: SlotState.WAITLISTED,
    Verdict.CANCELLED: SlotState.FREE,
}


class FakeBookings(FakeGround):
    """`slots` are those that are not as the picture has them."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.slots: dict[SlotKey, Slot] = {}
        self.refusals: dict[SlotKey, str] = {}
        self.submissions: list[Submission] = []
        self.kept_receipts: list[Receipt] = []
        self._by_key: dict[tuple[str, str], tuple[Submission, Receipt]] = {}

    def set(self, *slots: Slot) -> None:
        """These slots are so from now on."""
        self.slots.update({slot.key: slot for slot in slots})

    def refuse(self, key: SlotKey, code: str) -> None:
        """A line on that slot will be refused so."""
        self.refusals[key] = code

    async def calendar(self, first_day: date, last_day: date) -> Calendar:
        await self.admit("calendar")
        return self.calendar_of(first_day, last_day)

    def calendar_of(self, first_day: date, last_day: date) -> Calendar:
        """As a parent sees it now."""
        children = len(self.household_value.children)
        made = builders.calendar(first_day, last_day, children=children, now=self.now())
        return made.model_copy(update={"slots": tuple(self.slots.get(slot.key, slot) for slot in made.slots)})

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        await self.admit("preview")
        answered = tuple(self._decide(line) for line in lines)
        return Preview(source=builders.SOURCE, now=self.now(), total_cents=builders.total_of(answered), lines=answered)

    async def submit(self, submission: Submission) -> Receipt:
        account = await self.admit("submit")
        known = self._by_key.get((account.id, submission.key))
        if known is not None:
            if known[0] != submission:
                raise ServiceError(ErrorKind.INVALID)
            return known[1]
        self.submissions.append(submission)
        answered = tuple(self._decide(line) for line in submission.lines)
        for line in answered:
            self._apply(line)
        number = f"2026-{1482 + len(self.kept_receipts):06d}"
        receipt = builders.receipt(number, answered, self.now())
        self.kept_receipts.append(receipt)
        self._by_key[account.id, submission.key] = (submission, receipt)
        return receipt

    async def receipts(self, cursor: str | None = None, search: str = "") -> ReceiptPage:
        await self.admit("receipts")
        found = [receipt for receipt in reversed(self.kept_receipts) if search.lower() in _words(receipt)]
        start = int(cursor or 0)
        following = str(start + _PAGE) if start + _PAGE < len(found) else None
        return ReceiptPage(items=tuple(map(_summary, found[start : start + _PAGE])), next=following)

    async def receipt(self, number: str) -> Receipt:
        await self.admit("receipt")
        for receipt in self.kept_receipts:
            if receipt.number == number:
                return receipt
        raise ServiceError(ErrorKind.NOT_FOUND)

    async def receipt_paper(self, number: str) -> Paper:
        await self.admit("receipt_paper")
        if all(receipt.number != number for receipt in self.kept_receipts):
            raise ServiceError(ErrorKind.NOT_FOUND)
        return Paper(name=f"recu-{number}.pdf", media_type="application/pdf", content=b"%PDF-1.7 " + number.encode())

    def _slot(self, key: SlotKey) -> Slot:
        known = self.slots.get(key)
        if known is not None:
            return known
        made = builders.calendar(key.day, key.day)
        found = next((slot for slot in made.slots if slot.key == key), None)
        return found or builders.slot(*key, SlotState.CLOSED)

    def _decide(self, line: Line) -> ReceiptLine:
        slot = self._slot(line.key)
        if line.key in self.refusals:
            return builders.receipt_line(line, Verdict.REFUSED, self.refusals[line.key])
        if line.op is Op.CANCEL:
            verdict = Verdict.CANCELLED if slot.can_cancel else Verdict.REFUSED
            return builders.receipt_line(line, verdict, None if slot.can_cancel else slot.reason.code)
        if not slot.can_book:
            return builders.receipt_line(line, Verdict.REFUSED, slot.reason.code)
        if slot.price_cents > line.price_cents:
            changed = line.model_copy(update={"price_cents": slot.price_cents})
            return builders.receipt_line(changed, Verdict.REFUSED, "PRICE_CHANGED")
        if slot.state is SlotState.FULL:
            waits = line.on_full is OnFull.WAIT
            return builders.receipt_line(
                line, Verdict.WAITLISTED if waits else Verdict.REFUSED, None if waits else "FULL", slot.position
            )
        return builders.receipt_line(line, Verdict.BOOKED)

    def _apply(self, line: ReceiptLine) -> None:
        state = _STATE_AFTER.get(line.verdict)
        if state is not None:
            self.set(builders.slot(line.child, line.service, line.day, state, position=line.position))


def _words(receipt: Receipt) -> str:
    names = [f"{line.child_name} {line.service_name}" for line in receipt.lines]
    return " ".join([receipt.number, receipt.by, *names]).lower()


def _summary(receipt: Receipt) -> ReceiptSummary:
    return ReceiptSummary(
        source=receipt.source,
        number=receipt.number,
        received_at=receipt.received_at,
        by=receipt.by,
        total_cents=receipt.total_cents,
        line_count=len(receipt.lines),
        refused_count=sum(line.verdict is Verdict.REFUSED for line in receipt.lines),
    )
