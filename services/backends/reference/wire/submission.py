"""Receipts, previews and their pages."""

import datetime as dt
from typing import Any

from pydantic import AwareDatetime, Field

from services.backends.reference.wire.base import Wire


class ReceiptLineWire(Wire):
    op: str
    child: str
    service: str
    date: dt.date
    verdict: str
    code: str
    params: dict[str, Any] = Field(default_factory=dict)
    price_cents: int | None = None
    position: int | None = None
    child_name: str
    service_name: str


class FollowUpWire(Wire):
    at: AwareDatetime
    child: str
    service: str
    date: dt.date
    code: str
    params: dict[str, Any] = Field(default_factory=dict)


class ReceiptWire(Wire):
    number: str
    received_at: AwareDatetime
    by: str
    total_cents: int
    lines: tuple[ReceiptLineWire, ...]
    follow_ups: tuple[FollowUpWire, ...] = ()


class PreviewWire(Wire):
    received_at: AwareDatetime
    total_cents: int
    lines: tuple[ReceiptLineWire, ...]


class SummaryWire(Wire):
    number: str
    received_at: AwareDatetime
    by: str
    total_cents: int
    line_count: int
    refused_count: int = 0


class ReceiptPageWire(Wire):
    items: tuple[SummaryWire, ...]
    next: str | None = None
