"""A slot that was judged before: its limits, and the verdicts found between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

from city.rules.judge import Limits, judge
from city.rules.steps import Slot
from city.rules.verdict import Verdict


@dataclass(slots=True)
class Judged:
    """What is known of a slot. A verdict only changes at one of the moments of its limits: one is kept for each."""

    slot: Slot
    limits: Limits
    _moments: list[datetime] = field(init=False)
    _verdicts: dict[int, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._moments = self.limits.moments

    def verdict(self, at: datetime) -> Verdict:
        """What can be done with it at an instant. ValueError: it has no offset."""
        if at.tzinfo is None:
            raise ValueError("an instant needs its offset")
        passed = bisect_right(self._moments, at)
        found = self._verdicts.get(passed)
        if found is None:
            found = self._verdicts[passed] = judge(self.slot.service, self.slot.day, self.limits, at)
        return found
