"""From bookings to the lines of an invoice. Nothing here reads the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from city.bookings.states import BookingState
from city.text import _

BILLED = frozenset({BookingState.BOOKED, BookingState.PRESENT, BookingState.ABSENT})
"""What is billed once its day is past; a justified absence is only told."""

Order = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Billable:
    """A past booking. `order`: the place of child and service on the invoice; `price_cents` includes the surcharge."""

    id: str
    child_id: str
    child_name: str
    service: str
    service_name: str
    day: date
    state: BookingState
    price_cents: int
    surcharge_cents: int
    order: Order = (0, 0)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line to be. `bookings` are the ids that it bills, `carried` the id of the sum that it takes in."""

    kind: str
    quantity: int
    unit_cents: int
    child_id: str | None = None
    child_name: str = ""
    service: str | None = None
    service_name: str = ""
    days: tuple[date, ...] = ()
    words: str = ""
    bookings: tuple[str, ...] = ()
    carried: str | None = None

    @property
    def total_cents(self) -> int:
        """Quantity × unit price."""
        return self.quantity * self.unit_cents


@dataclass(slots=True)
class Draft:
    """An invoice to be."""

    household_id: str
    lines: list[DraftLine] = field(default_factory=list)

    @property
    def total_cents(self) -> int:
        """The sum of its lines."""
        return sum(line.total_cents for line in self.lines)


def lines_of(bookings: Iterable[Billable]) -> list[DraftLine]:
    """By child and service in their order: one line per price, then surcharges, then absences that are not billed."""
    ordered = sorted(bookings, key=_place)
    lines: list[DraftLine] = []
    for _child_and_service, found in groupby(ordered, key=lambda item: (item.order, item.child_id, item.service)):
        lines += _of_service(list(found))
    return lines


def _place(item: Billable) -> tuple[Order, str, str, date, str]:
    return item.order, item.child_id, item.service, item.day, item.id


def _of_service(bookings: Sequence[Billable]) -> list[DraftLine]:
    billed = [item for item in bookings if item.state in BILLED]
    bases = sorted({item.price_cents - item.surcharge_cents for item in billed})
    surcharges = sorted({item.surcharge_cents for item in billed if item.surcharge_cents})
    lines = [
        _line("booking", base, same, bills=True)
        for base in bases
        if (same := [item for item in billed if item.price_cents - item.surcharge_cents == base])
    ]
    lines += [
        _line("surcharge", extra, [item for item in billed if item.surcharge_cents == extra], _("réservation tardive"))
        for extra in surcharges
    ]
    absences = [item for item in bookings if item.state is BookingState.ABSENT_JUSTIFIED]
    if absences:
        lines.append(_line("absence", 0, absences, _("absence justifiée, non facturée")))
    return lines


def _line(kind: str, unit: int, items: Sequence[Billable], words: str = "", *, bills: bool = False) -> DraftLine:
    first = items[0]
    return DraftLine(
        kind,
        len(items),
        unit,
        first.child_id,
        first.child_name,
        first.service,
        first.service_name,
        tuple(item.day for item in items),
        words,
        tuple(item.id for item in items) if bills else (),
    )
