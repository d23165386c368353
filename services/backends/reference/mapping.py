"""From the reference city's JSON to the app's own values, and back. Pure.

What a newer city may add (a state, a kind of day, a moment) becomes the nearest thing that promises nothing.
A verdict is never guessed: an unknown one is a ValueError.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from services.backends.reference import wire
from services.models import (
    Account,
    Calendar,
    Child,
    Contact,
    Day,
    DayKind,
    FollowUp,
    Guardian,
    Household,
    Line,
    Moment,
    Op,
    PatternLine,
    PatternNote,
    PatternPreview,
    PatternWeek,
    Preview,
    Reason,
    Receipt,
    ReceiptLine,
    ReceiptPage,
    ReceiptSummary,
    Recurrence,
    RecurrenceKind,
    Registration,
    School,
    Service,
    Session,
    Slot,
    SlotState,
    Tick,
    Town,
    TypicalWeek,
    UntouchedSlot,
    Verdict,
)
from services.transport import texts

E = TypeVar("E", bound=StrEnum)


def _known(kinds: type[E], value: str, otherwise: E) -> E:
    try:
        return kinds(value)
    except ValueError:
        return otherwise


def town(answer: wire.TownWire, source: str) -> Town:
    contact = Contact(**answer.contact.model_dump())
    return Town(source=source, contact=contact, **answer.model_dump(exclude={"contact"}))


def session(answer: wire.SessionWire, source: str) -> Session:
    account = Account(**answer.account.model_dump())
    return Session(source=source, token=answer.token, expires_at=answer.expires_at, account=account)


def household(answer: wire.HouseholdWire, source: str) -> Household:
    return Household(
        source=source,
        now=answer.now,
        id=answer.id,
        name=answer.name,
        quotient=answer.quotient,
        guardians=tuple(Guardian(**guardian.model_dump()) for guardian in answer.guardians),
        children=tuple(map(_child, answer.children)),
        services=tuple(map(_service, answer.services)),
    )


def _child(answer: wire.ChildWire) -> Child:
    return Child(
        school=School(**answer.school.model_dump()),
        registrations=tuple(Registration(**registration.model_dump()) for registration in answer.registrations),
        **answer.model_dump(exclude={"school", "registrations"}),
    )


def _service(answer: wire.ServiceWire) -> Service:
    moment = _known(Moment, answer.moment, Moment.DAY)
    return Service(moment=moment, **answer.model_dump(exclude={"moment"}))


def calendar(answer: wire.CalendarWire, source: str) -> Calendar:
    return Calendar(
        source=source,
        now=answer.now,
        first_day=answer.first_day,
        last_day=answer.last_day,
        days=tuple(
            Day(day=day.date, kind=_known(DayKind, day.kind, DayKind.UNKNOWN), name=day.name) for day in answer.days
        ),
        slots=tuple(map(_slot, answer.slots)),
    )


def _slot(answer: wire.SlotWire) -> Slot:
    reason = answer.reason
    return Slot(
        child=answer.child,
        service=answer.service,
        day=answer.date,
        state=_known(SlotState, answer.state, SlotState.CLOSED),
        can_book=answer.can_book,
        can_cancel=answer.can_cancel,
        opens=answer.opens,
        book_by=answer.book_by,
        late_until=answer.late_until,
        cancel_by=answer.cancel_by,
        price_cents=answer.price_cents,
        surcharge_cents=answer.surcharge_cents,
        places_left=answer.places_left,
        position=answer.position,
        waiting_list=answer.waiting_list,
        reason=Reason(code=reason.code, params=texts(reason.params) if reason.params else {}),
    )


def line_body(line: Line) -> dict[str, Any]:
    """A line as it is sent."""
    body: dict[str, Any] = {
        "op": line.op.value,
        "child": line.child,
        "service": line.service,
        "date": line.day.isoformat(),
        "price_cents": line.price_cents,
        "on_full": line.on_full.value,
    }
    if line.group is not None:
        body["group"] = line.group
    return body


def receipt(answer: wire.ReceiptWire, source: str) -> Receipt:
    return Receipt(
        source=source,
        number=answer.number,
        received_at=answer.received_at,
        by=answer.by,
        total_cents=answer.total_cents,
        lines=tuple(map(_receipt_line, answer.lines)),
        follow_ups=tuple(
            FollowUp(
                at=after.at,
                child=after.child,
                service=after.service,
                day=after.date,
                code=after.code,
                params=texts(after.params),
            )
            for after in answer.follow_ups
        ),
    )


def _receipt_line(answer: wire.ReceiptLineWire) -> ReceiptLine:
    return ReceiptLine(
        op=Op(answer.op),
        child=answer.child,
        service=answer.service,
        day=answer.date,
        verdict=Verdict(answer.verdict),
        code=answer.code,
        params=texts(answer.params),
        price_cents=answer.price_cents or 0,
        position=answer.position,
        child_name=answer.child_name,
        service_name=answer.service_name,
    )


def preview(answer: wire.PreviewWire, source: str) -> Preview:
    return Preview(
        source=source,
        now=answer.received_at,
        total_cents=answer.total_cents,
        lines=tuple(map(_receipt_line, answer.lines)),
    )


def receipt_page(answer: wire.ReceiptPageWire, source: str) -> ReceiptPage:
    items = tuple(ReceiptSummary(source=source, **item.model_dump()) for item in answer.items)
    return ReceiptPage(items=items, next=answer.next)


def typical_week(answer: wire.TypicalWeekWire, source: str) -> TypicalWeek:
    kind = RecurrenceKind(answer.recurrence.kind)
    return TypicalWeek(
        source=source,
        id=answer.id,
        child=answer.child,
        name=answer.name,
        services=answer.services,
        ticks=tuple(Tick(weekday=tick.weekday, service=tick.service) for tick in answer.ticks),
        recurrence=Recurrence(kind=kind, monday=answer.recurrence.monday),
    )


def typical_week_body(week: TypicalWeek) -> dict[str, Any]:
    """A typical week as it is sent."""
    monday = week.recurrence.monday
    return {
        "id": week.id,
        "child": week.child,
        "name": week.name,
        "services": list(week.services),
        "ticks": [{"weekday": tick.weekday, "service": tick.service} for tick in week.ticks],
        "recurrence": {"kind": week.recurrence.kind.value, "from": monday.isoformat() if monday else None},
    }


def pattern_preview(answer: wire.PatternPreviewWire, source: str) -> PatternPreview:
    return PatternPreview(
        source=source,
        now=answer.now,
        lines=tuple(map(_pattern_line, answer.lines)),
        untouched=tuple(
            UntouchedSlot(service=slot.service, day=slot.date, code=slot.code) for slot in answer.untouched
        ),
        weeks=tuple(PatternWeek(**week.model_dump()) for week in answer.weeks),
        notes=tuple(PatternNote(code=note.code, params=texts(note.params)) for note in answer.notes),
    )


def _pattern_line(answer: wire.PatternLineWire) -> PatternLine:
    return PatternLine(
        op=Op(answer.op),
        child=answer.child,
        service=answer.service,
        day=answer.date,
        price_cents=answer.price_cents or 0,
        possible=answer.possible,
        code=answer.code,
        params=texts(answer.params),
        position=answer.position,
    )
