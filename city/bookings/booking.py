"""One booking in memory, as the ledger reads and changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from city.bookings.states import ATTENDED, SEATED, BookingState, EndedBy

CounterDay = tuple[date, str]
"""A counter on a day: the unit of places and of locks, in the order in which rows are locked."""


@dataclass(slots=True)
class Booking:
    """See `BookingRow` for the meaning of the fields. `news` is the code of the follow-up that tells of its change."""

    id: str
    household_id: str
    child_id: str
    service: str
    day: date
    state: BookingState
    price_cents: int
    counters: tuple[str, ...]
    surcharge_cents: int = 0
    queue_number: int | None = None
    submission_id: str | None = None
    held_until: datetime | None = None
    invoiced: bool = False
    end_reason: str | None = None
    ended_by: EndedBy | None = None
    ended_submission_id: str | None = None
    former_price_cents: int | None = None
    news: str | None = None
    counter_days: list[CounterDay] = field(init=False, repr=False, compare=False)
    """Its counters on its day."""

    def __post_init__(self) -> None:
        self.counter_days = [(self.day, counter) for counter in self.counters]

    @property
    def seated(self) -> bool:
        """Whether it takes a place in its counters."""
        return self.state in SEATED

    @property
    def attended(self) -> bool:
        """Whether the child's presence or absence was noted."""
        return self.state in ATTENDED
