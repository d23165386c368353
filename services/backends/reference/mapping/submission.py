"""Lines, receipts, previews."""

from __future__ import annotations

from typing import Any

from services.backends.reference import wire
from services.models import FollowUp, Line, Op, Preview, Receipt, ReceiptLine, ReceiptPage, ReceiptSummary, Verdict
from services.transport import texts


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
