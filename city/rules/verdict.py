"""What the rules answer about one slot at one instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

VerdictName = Literal["not_served", "not_open", "open", "late", "closed"]
CancelVerdict = Literal["open", "closed", "never"]


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What a late booking costs more: cents, or a percentage of the price (not both)."""

    cents: int | None = None
    percent: Decimal | None = None

    def apply(self, price_cents: int) -> int:
        """The price with the surcharge, in cents, rounded half up (1.75 € + 50 % = 2.63 €)."""
        if self.percent is None:
            return price_cents + (self.cents or 0)
        exact = price_cents * (1 + self.percent / 100)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def as_json(self) -> dict[str, int | float]:
        """``{"cents": 100}`` or ``{"percent": 50}``."""
        if self.percent is None:
            return {"cents": self.cents or 0}
        whole = self.percent == self.percent.to_integral_value()
        return {"percent": int(self.percent) if whole else float(self.percent)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is: a code, and texts to fill its sentence with.

    Instants in ``params`` are RFC 3339 with the town's offset, days ``YYYY-MM-DD``.
    """

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be done with a slot (``service`` on ``day``) at an instant, and until the next of its limits.

    Booking: not open before ``opens``, open until ``book_by``, late (at ``surcharge``) until
    ``late_until``, then closed. Cancelling: until ``cancel_by``. The first instant of a refusal
    is the limit itself; None = no limit. ``surcharge`` is set only while the verdict is "late".
    """

    service: str
    day: date
    served: bool
    opens: datetime | None
    book_by: datetime | None
    late_until: datetime | None
    cancel_by: datetime | None
    can_book: bool
    can_cancel: bool
    verdict: VerdictName
    cancel_verdict: CancelVerdict
    surcharge: Surcharge | None
    reason: Reason

    def as_json(self, at: datetime, text: Callable[[Reason], str]) -> dict[str, Any]:
        """The JSON of ``rules explain`` for the instant it was asked for; ``text`` makes the sentence of a reason."""
        return {
            "service": self.service,
            "day": self.day.isoformat(),
            "at": at.isoformat(),
            "served": self.served,
            "opens": _iso(self.opens),
            "book_by": _iso(self.book_by),
            "late_until": _iso(self.late_until),
            "cancel_by": _iso(self.cancel_by),
            "can_book": self.can_book,
            "can_cancel": self.can_cancel,
            "verdict": self.verdict,
            "cancel_verdict": self.cancel_verdict,
            "surcharge": self.surcharge.as_json() if self.surcharge else None,
            "reason": {
                "code": self.reason.code,
                "params": dict(self.reason.params),
                "text": text(self.reason),
            },
        }


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
