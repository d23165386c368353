"""Lines and receipts."""

from __future__ import annotations

from datetime import date, datetime

from services.models import Line, OnFull, Op, Receipt, ReceiptLine, Verdict
from tests.fakes.builders.family import service
from tests.fakes.builders.names import ALICE, EVENING, LILA, MEAL, MORNING, NOE, NOW, PRICES, SOURCE


def line(child: str, service_id: str, day: date, op: Op = Op.BOOK, on_full: OnFull = OnFull.REFUSE) -> Line:
    return Line(op=op, child=child, service=service_id, day=day, price_cents=PRICES[service_id], on_full=on_full)


def receipt_line(asked: Line, verdict: Verdict, code: str | None = None, position: int | None = None) -> ReceiptLine:
    names = {ALICE: "Alice", NOE: "Noé", LILA: "Lila"}
    return ReceiptLine(
        op=asked.op,
        child=asked.child,
        service=asked.service,
        day=asked.day,
        verdict=verdict,
        code=code or verdict.value.upper(),
        price_cents=asked.price_cents,
        position=position,
        child_name=names.get(asked.child, asked.child),
        service_name=service(asked.service).name,
    )


def total_of(lines: tuple[ReceiptLine, ...]) -> int:
    """Booked and held − cancelled, in cents."""
    signs = {Verdict.BOOKED: 1, Verdict.HELD: 1, Verdict.CANCELLED: -1}
    return sum(signs.get(answered.verdict, 0) * answered.price_cents for answered in lines)


def receipt(number: str = "2026-001482", lines: tuple[ReceiptLine, ...] | None = None, at: datetime = NOW) -> Receipt:
    """The receipt of the picture: two booked, one cancelled, one on the waiting list."""
    thursday = date(2026, 11, 26)
    pictured = (
        receipt_line(line(NOE, MORNING, thursday), Verdict.BOOKED),
        receipt_line(line(ALICE, MEAL, thursday), Verdict.BOOKED),
        receipt_line(line(NOE, MEAL, thursday, Op.CANCEL), Verdict.CANCELLED),
        receipt_line(line(ALICE, EVENING, thursday, on_full=OnFull.WAIT), Verdict.WAITLISTED, position=3),
    )
    answered = pictured if lines is None else lines
    return Receipt(
        source=SOURCE,
        number=number,
        received_at=at,
        by="Camille Martin",
        total_cents=total_of(answered),
        lines=answered,
    )
