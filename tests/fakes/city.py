"""A city in memory, with levers. It books what can be booked, so that a journey goes through."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import (
    Account,
    Calendar,
    Household,
    Line,
    OnFull,
    Op,
    PatternLine,
    PatternPreview,
    PatternWeek,
    Preview,
    Receipt,
    ReceiptLine,
    ReceiptPage,
    ReceiptSummary,
    Session,
    Slot,
    SlotKey,
    SlotState,
    Submission,
    Town,
    TypicalWeek,
    Verdict,
)
from services.ports import Backend
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.levers import Levers

_PAGE = 20
_STATE_AFTER = {
    Verdict.BOOKED: SlotState.BOOKED,
    Verdict.WAITLISTED: SlotState.WAITLISTED,
    Verdict.CANCELLED: SlotState.FREE,
}


class FakeCity(Levers):
    """Implements Accounts, Households, Bookings and TypicalWeeks over plain values, which tests may replace."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self._clock = clock
        self._credentials = credentials
        self.town_value: Town = builders.town()
        self.household_value: Household = builders.household()
        self.accounts: dict[tuple[str, str], Account] = {(builders.EMAIL, builders.PASSWORD): builders.account()}
        self.links: dict[str, Account] = {}
        self.sessions: dict[str, Account] = {}
        self.slots: dict[SlotKey, Slot] = {}
        self.refusals: dict[SlotKey, str] = {}
        self.submissions: list[Submission] = []
        self.kept_receipts: list[Receipt] = []
        self.weeks: dict[str, TypicalWeek] = {}
        self.reset_mails: list[str] = []
        self._by_key: dict[tuple[str, str], tuple[Submission, Receipt]] = {}

    @property
    def backend(self) -> Backend:
        return Backend(accounts=self, households=self, bookings=self, typical_weeks=self)

    def serve(self, clock: CityClock, credentials: Credentials) -> None:
        """From now on it answers the app that was started with these."""
        self._clock, self._credentials = clock, credentials

    def beside(self, clock: CityClock, credentials: Credentials) -> FakeCity:
        """The same city as another device sees it."""
        other = copy(self)
        other.serve(clock, credentials)
        return other

    def set(self, *slots: Slot) -> None:
        """These slots are so from now on."""
        self.slots.update({slot.key: slot for slot in slots})

    def refuse(self, key: SlotKey, code: str) -> None:
        """A line on that slot will be refused so."""
        self.refusals[key] = code

    def end_sessions(self) -> None:
        """All devices are signed out by the city."""
        self.sessions.clear()

    async def town(self) -> Town:
        await self._enter("town", signed_in=False)
        return self.town_value

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        await self._enter("sign_in", signed_in=False)
        account = self.accounts.get((email, password))
        if account is None:
            raise ServiceError(ErrorKind.INVALID_CREDENTIALS)
        return self._open(account, device)

    async def sign_out(self) -> None:
        await self._enter("sign_out", signed_in=False)
        self.sessions.pop(self._credentials.token or "", None)

    async def ask_password_reset(self, email: str) -> None:
        await self._enter("ask_password_reset", signed_in=False)
        self.reset_mails.append(email)

    async def reset_password(self, link_token: str, password: str) -> None:
        await self._enter("reset_password", signed_in=False)
        self._use_link(link_token, password)

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        await self._enter("accept_invitation", signed_in=False)
        return self._open(self._use_link(link_token, password), device)

    async def household(self) -> Household:
        await self._enter("household")
        return self.household_value.model_copy(update={"now": self.now()})

    async def calendar(self, first_day: date, last_day: date) -> Calendar:
        await self._enter("calendar")
        children = len(self.household_value.children)
        made = builders.calendar(first_day, last_day, children=children, now=self.now())
        return made.model_copy(update={"slots": tuple(self.slots.get(slot.key, slot) for slot in made.slots)})

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        await self._enter("preview")
        answered = tuple(self._decide(line) for line in lines)
        return Preview(source=builders.SOURCE, now=self.now(), total_cents=builders.total_of(answered), lines=answered)

    async def submit(self, submission: Submission) -> Receipt:
        account = await self._enter("submit")
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
        await self._enter("receipts")
        found = [receipt for receipt in reversed(self.kept_receipts) if search.lower() in _words(receipt)]
        start = int(cursor or 0)
        following = str(start + _PAGE) if start + _PAGE < len(found) else None
        return ReceiptPage(items=tuple(map(_summary, found[start : start + _PAGE])), next=following)

    async def receipt(self, number: str) -> Receipt:
        await self._enter("receipt")
        for receipt in self.kept_receipts:
            if receipt.number == number:
                return receipt
        raise ServiceError(ErrorKind.NOT_FOUND)

    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        await self._enter("typical_weeks")
        return tuple(self.weeks.values())

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self._enter("save_typical_week")
        self.weeks[week.id] = week

    async def delete_typical_week(self, week_id: str) -> None:
        await self._enter("delete_typical_week")
        self.weeks.pop(week_id, None)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        await self._enter("preview_typical_week")
        week = self.weeks.get(week_id)
        if week is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        ticks = {(tick.weekday, tick.service) for tick in week.ticks}
        made = builders.calendar(first_day, last_day)
        lines = [
            _pattern_line(slot, Op.BOOK if wanted else Op.CANCEL)
            for slot in (self.slots.get(slot.key, slot) for slot in made.slots)
            if slot.child == week.child and slot.service in week.services
            for wanted in ((slot.day.isoweekday(), slot.service) in ticks,)
            if (wanted and slot.state is not SlotState.BOOKED)
            or (not wanted and cancel_others and slot.state is SlotState.BOOKED)
        ]
        mondays = {day.day - timedelta(days=day.day.weekday()) for day in made.days}
        weeks = tuple(PatternWeek(monday=day, iso_week=day.isocalendar().week, applies=True) for day in sorted(mondays))
        return PatternPreview(source=builders.SOURCE, now=self.now(), lines=tuple(lines), untouched=(), weeks=weeks)

    async def _enter(self, method: str, *, signed_in: bool = True) -> Account:
        await self.enter(method)
        self._clock.hear(self.now())
        account = self.sessions.get(self._credentials.token or "")
        if signed_in and account is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED)
        return account or builders.account()

    def _open(self, account: Account, device: str) -> Session:
        token = f"token-{len(self.sessions) + 1}-{account.id}-{device}"
        self.sessions[token] = account
        expires = self.now() + timedelta(days=90)
        return Session(source=builders.SOURCE, token=token, expires_at=expires, account=account)

    def _use_link(self, link_token: str, password: str) -> Account:
        if link_token not in self.links:
            raise ServiceError(ErrorKind.LINK_EXPIRED)
        if len(password) < 8:
            raise ServiceError(ErrorKind.WEAK_PASSWORD)
        account = self.links.pop(link_token)
        self.accounts[account.email, password] = account
        return account

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


def _pattern_line(slot: Slot, op: Op) -> PatternLine:
    return PatternLine(
        op=op,
        child=slot.child,
        service=slot.service,
        day=slot.day,
        price_cents=slot.price_cents,
        possible=slot.can_book if op is Op.BOOK else slot.can_cancel,
        code=slot.reason.code,
    )
